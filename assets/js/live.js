// The meeting room. Enter puts the line into the outbox, which sends it; the box is free at once. Without this script the box
// is a plain form. The parts: live_box, live_outbox, live_waiting (what waits), live_list, live_lines,
// live_agenda, live_side, live_keys.
import { Agenda } from './live_agenda.js'
import { Box } from './live_box.js'
import { startKeys } from './live_keys.js'
import { Lines } from './live_lines.js'
import { List } from './live_list.js'
import { Outbox } from './live_outbox.js'
import { Side } from './live_side.js'
import { Waiting } from './live_waiting.js'

const room = document.querySelector('[data-live]')
let openWhenLogged = null
let keptLate = 0

const waiting = new Waiting(room, {
  change(line, text) { outbox.change(line, { text }) },
  again(line, text) {
    // The item may be what was refused: it goes under the one that is under discussion now.
    outbox.change(line, { text, agenda_item: agenda.field.value, problem: undefined })
    outbox.send()
    box.focus()
  },
  discard(line, text) {
    box.remember(text)
    outbox.remove(line)
    asks('Discarded. ↑ in the empty box brings it back.')
    box.focus()
  }
})

const outbox = new Outbox(room.dataset, {
  changed: show,
  async logged(answer, line) {
    await list.look()
    list.announce(`${answer.number} is logged.`)
    if (openWhenLogged !== line.client_id) return
    openWhenLogged = null
    lines.openDetails(answer.reference, box.isFree)
  },
  kept() {
    keptLate += 1
    isOver()
  },
  // Never in the place of what is being typed: then it waits under the box, where it can be put right.
  refused(line, sentence) {
    if (openWhenLogged === line.client_id) openWhenLogged = null
    if (!box.isFree) return
    outbox.remove(line)
    box.set(line.text, line.raised_by ? { reference: line.raised_by, number: line.raised_by_number } : null)
    box.problem(sentence)
    box.focus()
  }
})

const list = new List(room, {
  heard(trouble) {
    outbox.heard(trouble)
    if (!trouble) agenda.again()
  },
  agenda(fresh) {
    const mattersChanged = agenda.take(fresh)
    if (mattersChanged && !document.getElementById('matters').contains(document.activeElement)) window.htmx.ajax('GET', agenda.current.getAttribute('hx-get'), { target: '#matters', swap: 'outerHTML' })
  },
  over: isOver,
  isWaiting: () => outbox.lines.length > 0
})

const box = new Box(room.dataset, {
  log,
  asks,
  recallLogged: recall,
  typed: show,
  announce: (words) => list.announce(words)
})

const agenda = new Agenda(room, box.form.elements.agenda_item)
const side = new Side(document.querySelector('.app-room__side'), (words) => list.announce(words))
const lines = new Lines(list, { asks, left: () => box.focus() })

function show() {
  waiting.show({ lines: outbox.lines, trouble: outbox.trouble, isSending: outbox.sending })
}

// A word about what was just done, where the state of saving stands; the next keystroke takes it away.
function asks(words) {
  waiting.state(words, 'app-saved--waiting')
}

function isOver() {
  const over = document.getElementById('over')
  const words = keptLate === 1 ? '1 line is kept.' : `${keptLate} lines are kept.`
  if (keptLate) over.querySelector('[data-kept]').textContent = words
  over.hidden = false
  room.classList.add('app-room--over')
}

function log(openIt) {
  const line = box.take()
  if (!line) return
  openWhenLogged = openIt ? line.client_id : null
  outbox.add(line)
}

// The last one: back into the box while it was never sent, else into its form in the list.
function recall() {
  const last = outbox.lines.at(-1)
  if (last && !last.tried) {
    outbox.remove(last)
    box.set(last.text)
  } else lines.press(list.last(), 'change')
}

startKeys({
  n: () => agenda.step(1),
  p: () => agenda.step(-1),
  e: () => lines.press(list.last(), 'change'),
  u: () => lines.press(list.last(), 'undo'),
  c: () => lines.press(lines.current, 'commitment'),
  o: () => lines.press(lines.current, 'outcome'),
  m: () => { side.show('arising'); document.querySelector('#matters a')?.focus() },
  w: () => document.dispatchEvent(new CustomEvent('room:notes')),
  k: () => side.show('sheet').focus(),
  '/': () => box.focus(),
  '?': () => document.getElementById('keys').showModal()
}, agenda)

room.addEventListener('click', (event) => {
  const follows = event.target.closest('[data-raised-by]')
  if (follows && !event.ctrlKey && !event.metaKey) {
    event.preventDefault()
    box.follow({ reference: follows.dataset.raisedBy, number: follows.dataset.number })
    box.focus()
  }
  // With the mouse one goes on typing; with the keyboard one stays in the agenda.
  if (event.detail && event.target.closest('[data-item]')) box.focus()
})

// Anywhere else htmx goes to sign in. From here nobody is sent away while they type: a link waits above the list.
document.body.addEventListener('htmx:beforeOnLoad', (event) => {
  if (event.detail.xhr.status !== 401) return
  event.preventDefault()
  outbox.heard('signed-out')
})

window.addEventListener('beforeunload', (event) => { if (outbox.lines.length) event.preventDefault() })

// Once the heading is scrolled away the columns beside the line have the whole height.
new IntersectionObserver(([heading]) => room.classList.toggle('app-room--alone', !heading.isIntersecting)).observe(document.querySelector('.app-room__top'))

box.focus()
outbox.send()
show()
