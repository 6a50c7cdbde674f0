// The meeting room. The line is sent by live_outbox.js, so that the box is free again at once;
// without this script the box is a plain form.
import { Outbox, stored } from './live_outbox.js'

const room = document.querySelector('[data-live]')
const form = document.getElementById('line')
const box = document.getElementById('text')
const refusal = document.getElementById('line-problem')
const understood = document.getElementById('understood')
const saved = document.getElementById('saved')
const unsent = document.getElementById('unsent')
const id = form.elements.client_id
const item = form.elements.agenda_item
const mine = `live:${room.dataset.viewer}:${room.dataset.meeting}`

const LONGEST_ADDRESS = 3_000

let openWhenLogged = null
let asksToClear = false
let lastLogged = null
let readAs = ''
let wasEditing = false

// randomUUID exists only on https and localhost; an office may try the app on plain http first.
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function state(words, tone = '') {
  saved.className = `app-saved ${tone}`
  if (saved.textContent !== words) saved.textContent = words
}

function problem(sentence) {
  if (readAs === box.value && understood.textContent.includes(sentence)) understood.querySelector('.app-understood__problem--stops').remove()
  const line = document.createElement('p')
  line.className = 'app-understood__problem app-understood__problem--stops'
  line.textContent = sentence
  refusal.replaceChildren(line)
}

// Puts text in the box as if it had been typed, so that it is kept and understood.
function setBox(text, clientId = newId()) {
  box.value = text
  id.value = clientId
  box.dispatchEvent(new Event('input', { bubbles: true }))
}

const outbox = new Outbox(`${mine}:unsent`, room.dataset.log, {
  changed: show,
  logged(answer, line) {
    lastLogged = answer.reference
    if (openWhenLogged === line.client_id) window.location.href = `/actions/${encodeURIComponent(answer.reference)}`
    else window.htmx.trigger('#logged', 'refresh')
  },
  refused(line, sentence) {
    if (openWhenLogged === line.client_id) openWhenLogged = null
    if (box.value.trim()) return
    outbox.remove(line)
    setBox(line.text, line.client_id)
    problem(sentence)
    box.focus()
  }
})

function linkButton(label, act) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'app-link-button'
  button.textContent = label
  button.addEventListener('click', act)
  return button
}

function unsentLine(line) {
  const row = document.createElement('li')
  row.className = 'app-unsent__item'
  const words = document.createElement('span')
  words.className = 'app-unsent__words'
  words.textContent = line.text
  row.append(words)
  if (line.problem) {
    const why = document.createElement('span')
    why.className = 'app-unsent__why'
    why.textContent = line.problem
    const back = () => { outbox.remove(line); setBox(line.text, line.client_id); box.focus() }
    row.append(linkButton('Put it back in the box', back), linkButton('Discard', () => outbox.remove(line)), why)
  }
  return row
}

function show() {
  const waiting = outbox.lines.filter((line) => line.problem || outbox.trouble)
  unsent.replaceChildren(...waiting.map(unsentLine))
  unsent.hidden = !waiting.length
  const count = outbox.lines.length
  if (!count) state('✓ Everything saved')
  else if (outbox.trouble) state(`${outbox.trouble} ${count} kept on this computer and sent as soon as it works.`, 'app-saved--not')
  else if (outbox.next()) state('Saving…', 'app-saved--waiting')
  else state(`${count} not saved: see why below the box.`, 'app-saved--not')
}

function log(openIt) {
  const text = box.value.trim()
  if (!text) return problem('Type what was asked, then press Enter.')
  // What is known to be refused stays in the box, rather than come back under the next words.
  const stops = understood.querySelector('.app-understood__problem--stops')
  if (readAs === box.value && stops) return problem(stops.textContent)
  if (readAs === box.value && refusal.textContent) return
  const line = { text, client_id: id.value, agenda_item: item.value, typed_at: new Date().toISOString() }
  openWhenLogged = openIt ? line.client_id : null
  setBox('')
  outbox.add(line)
}

function clearBox() {
  if (!box.value) return
  if (!asksToClear) {
    asksToClear = true
    state('Press Escape again to clear the box, or go on typing.', 'app-saved--waiting')
  } else setBox('')
}

function agenda(step) {
  const links = [...room.querySelectorAll('.app-agenda__link')]
  const at = links.findIndex((link) => link.hasAttribute('aria-current'))
  links[Math.min(Math.max(at + step, 0), links.length - 1)]?.click()
}

function atItem(link) {
  room.querySelector('.app-agenda__link[aria-current]')?.removeAttribute('aria-current')
  link.setAttribute('aria-current', 'true')
  item.value = link.dataset.item
  history.replaceState(null, '', link.href)
  if (box.value) window.htmx.trigger(box, 'input')
  box.focus()
}

function insert(suggestion) {
  const at = box.value.lastIndexOf(suggestion.dataset.replaces)
  if (at < 0) return
  const after = at + suggestion.dataset.replaces.length
  setBox(`${box.value.slice(0, at)}${suggestion.dataset.insert}${box.value.slice(after) || ' '}`, id.value)
  box.focus()
}

box.addEventListener('input', () => {
  asksToClear = false
  refusal.replaceChildren()
  stored(`${mine}:draft`, box.value ? { text: box.value, client_id: id.value } : null)
  show()
})

// The line goes into the address of a GET, which can only be so long; a longer one cannot be logged anyway.
box.addEventListener('htmx:configRequest', (event) => {
  if (encodeURIComponent(box.value).length < LONGEST_ADDRESS) return
  event.preventDefault()
  understood.replaceChildren()
  problem(`This is ${box.value.length.toLocaleString('en-GB')} characters long; an action takes up to 500. Shorten it to what was asked.`)
})

understood.addEventListener('htmx:afterSwap', () => {
  readAs = box.value
  // One sentence need not stand there twice.
  if (refusal.textContent && understood.textContent.includes(refusal.textContent)) refusal.replaceChildren()
})

box.addEventListener('keydown', (event) => {
  if (event.isComposing) return
  const suggestion = understood.querySelector('[data-insert]')
  if (event.key === 'Enter' && !event.shiftKey) log(event.ctrlKey || event.metaKey)
  else if (event.key === 'Escape') clearBox()
  else if (event.key === 'ArrowUp' && !event.altKey && !box.value) document.querySelector('#logged .app-logged__change')?.click()
  else if (event.key === 'ArrowDown' && !event.altKey && suggestion && box.selectionStart === box.value.length) suggestion.focus()
  else return
  event.preventDefault()
})

form.addEventListener('submit', (event) => {
  event.preventDefault()
  log(false)
})

room.addEventListener('click', (event) => {
  const suggestion = event.target.closest('[data-insert]')
  const link = event.target.closest('.app-agenda__link')
  if (suggestion) insert(suggestion)
  if (link && !event.ctrlKey && !event.metaKey) atItem(link)
})

// In the form that edits in place: Enter saves, Escape leaves it.
room.addEventListener('keydown', (event) => {
  const editing = event.target.closest('[data-editing]')
  if (!editing || event.isComposing) return
  if (event.key === 'Escape') editing.querySelector('[data-cancel]')?.click()
  else if (event.key === 'Enter' && event.target.matches('textarea')) event.target.form.requestSubmit()
  else return
  event.preventDefault()
})

document.addEventListener('keydown', (event) => {
  if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    event.preventDefault()
    agenda(event.key === 'ArrowDown' ? 1 : -1)
  }
  if (document.querySelector('dialog[open]') || event.target.closest('input, textarea, select')) return
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === '?') document.getElementById('keys').showModal()
  else if (event.key === '/') { event.preventDefault(); box.focus() }
})

// The list refreshes itself, but never under someone who is editing in it.
document.body.addEventListener('htmx:beforeRequest', (event) => {
  const list = event.detail.elt
  if (list.id === 'logged' && (list.querySelector('[data-editing]') || list.contains(document.activeElement))) event.preventDefault()
})

document.body.addEventListener('htmx:afterSettle', () => {
  const line = lastLogged && document.getElementById(`logged-${lastLogged}`)
  if (line) line.classList.add('app-logged__item--new')
  const words = document.activeElement
  if (words.matches('[data-editing] textarea')) words.setSelectionRange(words.value.length, words.value.length)
  // Once an edit has been saved or left, the next keystroke belongs to the box again.
  const isEditing = Boolean(document.querySelector('[data-editing]'))
  if (wasEditing && !isEditing) box.focus()
  wasEditing = isEditing
})

const draft = stored(`${mine}:draft`)
if (draft?.text && !box.value) setBox(draft.text, draft.client_id)
else if (!id.value) id.value = newId()
box.focus()
outbox.send()
show()
