// A card of the matters arising, by keyboard: figures choose what was decided, Ctrl+Enter saves, Alt and the arrows turn
// to the next or the previous card, and evidence opens beside. The keys are listed under ?.
import { closeBeside, openNextEvidence } from './beside.js'
import { startSending } from './card_sending.js'
import { startKeys } from './live_keys.js'

const form = document.querySelector('.app-decision')
const switchBox = document.getElementById('letters')

const click = (selector) => document.querySelector(selector)?.click()
const focus = (...selectors) => selectors.map((selector) => form?.querySelector(selector)).find(Boolean)?.focus()

// The n-th outcome is chosen, and the first field that it asks for gets the focus: else the outcome itself.
function choose(n) {
  const outcome = form?.querySelectorAll('input[name=outcome]')[n]
  if (!outcome) return
  outcome.click()
  const asked = document.getElementById(outcome.getAttribute('aria-controls') ?? '')
  const field = asked?.querySelector('input, textarea')
  ;(field ?? outcome).focus()
}

const letters = {
  '/': () => focus('input[name=outcome]:checked', 'input[name=outcome]'),
  a: () => focus('input[name=assurance]:checked', 'input[name=assurance]'),
  n: () => focus('textarea[name=note]'),
  e: openNextEvidence,
  u: () => click('[data-undo]'),
  '?': () => document.getElementById('keys').showModal()
}
for (let n = 1; n <= 9; n += 1) letters[n] = () => choose(n - 1)

startKeys(letters, { step: (way) => click(`.app-cards-nav a[rel=${way > 0 ? 'next' : 'prev'}]`) })

if (form) startSending(form)

// The figures stand beside the outcomes as long as they do something.
function showFigures() {
  form?.classList.toggle('app-decision--figures', switchBox.checked)
}
switchBox.addEventListener('change', showFigures)
showFigures()

document.addEventListener('keydown', (event) => {
  if (event.isComposing || document.querySelector('dialog[open]')) return
  if (event.ctrlKey && event.key === 'Enter') form?.requestSubmit()
  else if (event.key === 'Escape' && !closeBeside()) document.activeElement.blur()
})
