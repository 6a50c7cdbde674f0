// The notes in the meeting room: one item at a time, the one under discussion until another is chosen. Alt+N goes between the
// box and the notes; whoever is in the notes stays in them when the item changes.

export function startPanel(notes) {
  const panel = document.querySelector('[data-note-panel]')
  if (!panel) return
  const choice = panel.querySelector('[data-note-choice]')
  const box = document.getElementById('text')

  const shown = () => notes.find((note) => note.item === choice.value)
  const hasFocus = () => panel.contains(document.activeElement)

  function show(item) {
    const field = hasFocus() && document.activeElement.name
    choice.value = item
    for (const section of panel.querySelectorAll('[data-note-of]')) section.hidden = section.dataset.noteOf !== item
    shown().fields[field]?.focus()
  }

  function toNotes() {
    document.querySelector('.govuk-tabs__tab[href="#notes"]')?.click()
    panel.closest('details').open = true
    shown().fields.notes.focus()
  }

  choice.addEventListener('change', () => show(choice.value))

  // The live page says which item is under discussion, by what the agenda calls it; and that the notes are wanted.
  document.addEventListener('room:item', (event) => {
    const section = panel.querySelector(`[data-item="${CSS.escape(event.detail.item)}"]`)
    if (section) show(section.dataset.noteOf)
  })
  document.addEventListener('room:notes', toNotes)

  // By the place of the key: with Alt some keyboards make another letter of it.
  document.addEventListener('keydown', (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== 'KeyN' || document.querySelector('dialog[open]')) return
    event.preventDefault()
    if (hasFocus()) box.focus()
    else toNotes()
  })

  show(choice.value)
}
