// The notes in the meeting room: one item at a time, the one under discussion unless another is chosen. What is being typed is
// never moved to another item under somebody's fingers: then the panel says where the room is, and follows once they leave it.

export function startPanel(notes) {
  const panel = document.querySelector('[data-note-panel]')
  if (!panel) return
  const choice = panel.querySelector('[data-note-choice]')
  const hint = panel.querySelector('[data-note-elsewhere]')
  const box = document.getElementById('text')
  let wanted = null

  const shown = () => notes.find((note) => note.item === choice.value)
  const isBusy = () => panel.contains(document.activeElement) && document.activeElement.matches('textarea')

  function show(item) {
    choice.value = item
    wanted = null
    hint.replaceChildren()
    for (const section of panel.querySelectorAll('[data-note-of]')) section.hidden = section.dataset.noteOf !== item
  }

  function elsewhere(item) {
    wanted = item
    const go = document.createElement('button')
    go.type = 'button'
    go.className = 'app-link-button'
    go.textContent = `Go to its notes`
    go.addEventListener('click', () => { show(item); shown().fields.notes.focus() })
    hint.replaceChildren(`The room is at ${choice.querySelector(`option[value="${item}"]`).textContent} now. `, go)
  }

  function toNotes() {
    document.querySelector('.govuk-tabs__tab[href="#notes"]')?.click()
    panel.closest('details')?.setAttribute('open', '')
    shown().fields.notes.focus()
  }

  function change() {
    if (panel.contains(document.activeElement)) box.focus()
    else toNotes()
  }

  choice.addEventListener('change', () => show(choice.value))
  panel.addEventListener('focusout', (event) => { if (wanted && !panel.contains(event.relatedTarget)) show(wanted) })

  // The live page says which item is under discussion, by what the agenda calls it.
  document.addEventListener('room:item', (event) => {
    const item = panel.querySelector(`[data-item="${CSS.escape(event.detail.item)}"]`)?.dataset.noteOf
    if (!item || item === choice.value) return
    if (isBusy()) elsewhere(item)
    else show(item)
  })

  document.addEventListener('keydown', (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== 'KeyN') return
    event.preventDefault()
    change()
  })

  show(choice.value)
}
