// The answers of owners by keyboard: each key acts on the answer that has the focus, else on the one that the address names,
// else on the first. The keys are listed under ?, and can be switched off there.
import { startKeys } from './live_keys.js'

const all = [...document.querySelectorAll('.app-answer')]
const current = () => document.activeElement.closest('.app-answer') ?? document.querySelector('.app-answer:target') ?? all[0]

function go(way) {
  const inside = document.activeElement.closest('.app-answer')
  const to = inside ? all[all.indexOf(inside) + way] : current()
  to?.focus()
  to?.scrollIntoView({ block: 'nearest' })
}

function askAgain() {
  const answer = current()
  if (!answer) return
  answer.querySelector('details').open = true
  answer.querySelector('textarea').focus()
}

startKeys({
  a: () => current()?.querySelector('[data-accept]').click(),
  m: () => current()?.querySelector('[data-propose]').click(),
  g: askAgain,
  u: () => document.querySelector('[data-undo]')?.click(),
  j: () => go(1),
  k: () => go(-1),
  r: () => document.getElementById('action').focus(),
  '?': () => document.getElementById('keys').showModal()
}, { step: go })

document.addEventListener('keydown', (event) => {
  if (event.isComposing || document.querySelector('dialog[open]')) return
  if (event.ctrlKey && event.key === 'Enter') event.target.closest('.app-answer form[data-keep]')?.requestSubmit()
  else if (event.key === 'Escape') document.activeElement.blur()
})

document.querySelector('.app-answer:target')?.focus()
