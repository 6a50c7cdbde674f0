// The editor of a written text: the buttons above it, their keys, and the picker of figures. Without it there is a plain
// text area with a button for the preview. What is typed goes in as if it were typed, so that Ctrl+Z takes it back.

const MARKS = { bold: '**', italic: '*' }
const LINES = { heading: '# ', bullets: '- ', numbers: '1. ', quotation: '> ' }
const KEYS = {
  KeyB: 'bold', KeyI: 'italic', KeyK: 'link',
  'shift+KeyH': 'heading', 'shift+Digit8': 'bullets', 'shift+Digit7': 'numbers', 'shift+Digit9': 'quotation', 'shift+KeyF': 'figure'
}
const PREFIX = /^(#{1,6} |[-*+] |\d+[.)] |> )/

const form = document.querySelector('[data-writing]')
const text = form.querySelector('textarea[name=body]')
const toolbar = form.querySelector('[role=toolbar]')
const buttons = [...toolbar.querySelectorAll('button')]
const picker = document.getElementById('figure-picker')

// Puts `words` in the place of what is selected, and selects `[from, to]` of them.
function put(words, from = words.length, to = from) {
  const start = text.selectionStart
  text.focus()
  // The one way that browsers keep an undo for; where it does nothing, the text is set.
  if (!document.execCommand('insertText', false, words)) {
    text.setRangeText(words, start, text.selectionEnd, 'end')
    text.dispatchEvent(new Event('input', { bubbles: true }))
  }
  text.setSelectionRange(start + from, start + to)
}

function selected() {
  return text.value.slice(text.selectionStart, text.selectionEnd)
}

function around(mark) {
  const words = selected()
  const { selectionStart: start, selectionEnd: end, value } = text
  const has = value.slice(start - mark.length, start) === mark && value.slice(end, end + mark.length) === mark
  if (has && value.slice(start - mark.length - 1, start - mark.length) !== '*') {
    text.setSelectionRange(start - mark.length, end + mark.length)
    put(words, 0, words.length)
  } else put(mark + words + mark, mark.length, mark.length + words.length)
}

// Every line that is touched begins with the sign; where all of them do, none does.
function before(name) {
  const { value } = text
  const start = value.lastIndexOf('\n', text.selectionStart - 1) + 1
  const next = value.indexOf('\n', text.selectionEnd)
  const lines = value.slice(start, next < 0 ? value.length : next).split('\n')
  const sign = (number) => name === 'numbers' ? `${number + 1}. ` : LINES[name]
  const all = lines.every((line, number) => line.startsWith(sign(number)))
  const made = lines.map((line, number) => (all ? '' : sign(number)) + line.replace(PREFIX, '')).join('\n')
  text.setSelectionRange(start, next < 0 ? value.length : next)
  put(made, lines.length > 1 ? 0 : made.length, made.length)
}

function link() {
  const words = selected()
  if (/^https?:\/\/\S+$/.test(words)) put(`[](${words})`, 1)
  else put(`[${words}](https://)`, words ? words.length + 3 : 1, words ? words.length + 11 : 1)
}

function figure() {
  picker.open = true
  picker.querySelector('select')?.focus()
}

function set(name) {
  if (name in MARKS) around(MARKS[name])
  else if (name in LINES) before(name)
  else if (name === 'link') link()
  else figure()
}

// One button of the toolbar is in the order of Tab; the arrow keys go from one to the next.
function reach(button) {
  for (const other of buttons) other.tabIndex = other === button ? 0 : -1
  button.focus()
}

toolbar.addEventListener('click', (event) => {
  const button = event.target.closest('[data-sets]')
  if (button) set(button.dataset.sets)
})

toolbar.addEventListener('keydown', (event) => {
  const at = buttons.indexOf(document.activeElement)
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
  if (event.key === 'Escape') text.focus()
  else if (to === undefined) return
  else reach(buttons.at(to % buttons.length))
  event.preventDefault()
})

text.addEventListener('keydown', (event) => {
  if (event.altKey && event.key === 'F10') {
    event.preventDefault()
    reach(buttons.find((one) => one.tabIndex === 0))
  }
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return
  if (event.code === 'KeyS' && !event.shiftKey) {
    event.preventDefault()
    form.requestSubmit()
  }
  const name = KEYS[(event.shiftKey ? 'shift+' : '') + event.code]
  if (!name) return
  event.preventDefault()
  set(name)
})

// Where the caret was: a figure goes in there, however the focus went to the picker.
picker.addEventListener('click', (event) => {
  const button = event.target.closest('[data-figure]')
  if (button) put(button.dataset.figure)
})

picker.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  picker.open = false
  text.focus()
})

// Text that was kept in this browser came back: the preview shows it too.
const show = () => window.htmx?.trigger(text, 'kept-text-came-back')
form.addEventListener('click', (event) => { if (event.target.closest('.app-notice')) show() })
window.addEventListener('load', () => { if (text.value !== text.defaultValue) show() })
