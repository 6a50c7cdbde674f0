// The keys of the meeting room.
import { areOn, isText, SWITCH } from './letter_keys.js'

function startSwitch(box) {
  box.checked = areOn()
  let kept = box.checked
  box.addEventListener('change', () => {
    kept = box.checked
    try { localStorage.setItem(SWITCH, kept ? 'on' : 'off') } catch { /* for this page alone */ }
  })
  return () => kept
}

// letters: what each single key does, by key. agenda: where Alt and the arrows lead.
export function startKeys(letters, agenda) {
  const letterKeys = startSwitch(document.getElementById('letters'))
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.defaultPrevented || document.querySelector('dialog[open]')) return
    if (event.ctrlKey || event.metaKey) return
    if (event.altKey) {
      // There these open the list of what can be chosen.
      const isChoice = event.target.matches('select, input[list]')
      if (isChoice || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
      event.preventDefault()
      agenda.step(event.key === 'ArrowDown' ? 1 : -1)
      return
    }
    if (isText(event.target) || !letterKeys() || !Object.hasOwn(letters, event.key)) return
    event.preventDefault()
    letters[event.key]()
  })
}
