// The notes of a meeting: on the page of all items, and in the panel of the meeting room. Without this script each item is a
// plain form with a button.
import { Drafts } from './note_drafts.js'
import { NoteForm } from './note_form.js'
import { showLeftovers } from './note_leftovers.js'
import { startPanel } from './note_panel.js'
import { FIELDS, LABELS } from './note_texts.js'

const EVERY = 1_500

const place = document.querySelector('[data-notes], [data-notes-over]')
const { viewer, meetingId, page, changed } = place.dataset
const drafts = new Drafts(viewer, meetingId)
const summary = document.createElement('p')
summary.className = 'app-notes__unsaved'
summary.setAttribute('role', 'status')
place.append(summary)
const notes = []
for (const form of place.querySelectorAll('form[data-note]')) notes.push(new NoteForm(form, { viewer, page, drafts, changed: sum }))

// How many items wait, wherever on the page they are: at the foot of the window until none does.
function sum() {
  const waiting = notes.filter((note) => note.isWaiting).length
  const items = waiting === 1 ? 'The notes of 1 item are' : `The notes of ${waiting} items are`
  const words = waiting ? `${items} not saved yet: what you typed is kept on this computer.` : ''
  if (summary.textContent !== words) summary.textContent = words
}

// The line may be back: what failed is tried again at once.
function again() {
  for (const note of notes) if (note.trouble) note.save()
}

// What the others saved. An answer, of whatever kind, also says that the line is back.
async function refresh() {
  const known = notes.map((note) => `${note.item}:${(note.clash?.theirs ?? note.base).version}`).join(',')
  const answer = await fetch(`${changed}?known=${known}`, { redirect: 'manual', headers: { Accept: 'application/json' } })
  if (answer.status === 200) for (const theirs of (await answer.json()).notes) notes.find((note) => note.item === String(theirs.item))?.hear(theirs)
  if (answer.ok) again()
}

async function look() {
  if (!document.hidden) await refresh().catch(() => {})
  setTimeout(look, EVERY)
}

function leave() {
  for (const note of notes) note.leave()
}

document.addEventListener('visibilitychange', () => { if (document.hidden) leave(); else again() })
window.addEventListener('pagehide', leave)
window.addEventListener('online', again)
window.addEventListener('focus', again)
window.addEventListener('beforeunload', (event) => {
  leave()
  if (notes.some((note) => note.isWaiting)) event.preventDefault()
})

// On paper stands what is in the fields now, whole: a field shows only as much as fits in it.
function toPaper(note) {
  const typed = FIELDS.filter((field) => note.fields[field].value !== note.fields[field].defaultValue)
  if (!typed.length) return
  const texts = FIELDS.filter((field) => note.mine[field].trim()).map((field) => {
    const text = document.createElement('div')
    text.className = field === 'decisions' ? 'app-notes__decided' : 'app-notes__text'
    text.innerHTML = '<h3 class="app-notes__label"></h3><p class="app-note__words app-words"></p>'
    text.firstChild.textContent = field === 'decisions' ? LABELS[field] : ''
    text.lastChild.textContent = note.mine[field]
    return text
  })
  document.querySelector(`[data-note-read="${note.item}"]`)?.replaceChildren(...texts)
}

window.addEventListener('beforeprint', () => notes.forEach(toPaper))

showLeftovers(place, drafts)
startPanel(notes)
sum()
if (notes.length) setTimeout(look, EVERY)
