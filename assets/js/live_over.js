// At the address of the meeting room once its meeting is over: sends what still waits in this browser, and says what became of it.
import { draftName, store, stored } from './live_store.js'
import { Outbox } from './live_outbox.js'
import { Waiting } from './live_waiting.js'

const room = document.querySelector('[data-live]')
const answers = document.getElementById('arrived')
const AGAIN = 5_000

function say(words) {
  const line = document.createElement('p')
  line.className = 'govuk-body'
  line.textContent = words
  answers.append(line)
}

const waiting = new Waiting(room, {
  change(line, text) { outbox.change(line, { text }) },
  again(line, text) { outbox.change(line, { text, problem: undefined }); outbox.send() },
  discard(line, text) { outbox.remove(line); say(`Discarded: “${text}”`) }
})

const outbox = new Outbox(room.dataset, {
  changed: show,
  logged(answer, line) { say(`“${line.text}” is ${answer.number}.`) },
  kept(answer, line) { say(`“${line.text}”: ${answer.message}`) },
  refused() {}
})

function show() {
  waiting.show({ lines: outbox.lines, trouble: outbox.trouble, isSending: outbox.sending })
}

// What stood in the box has never been sent, and is shown until somebody throws it away.
function showDraft() {
  const part = document.getElementById('draft')
  const name = draftName(room.dataset.viewer, room.dataset.meeting)
  const draft = stored(name)
  if (!draft?.text) return
  part.querySelector('[data-draft]').textContent = draft.text
  part.querySelector('[data-discard]').addEventListener('click', () => {
    store(name, null)
    part.hidden = true
    say(`Discarded: “${draft.text}”`)
  })
  part.hidden = false
}

window.addEventListener('beforeunload', (event) => { if (outbox.lines.length) event.preventDefault() })
window.addEventListener('focus', () => outbox.send())
setInterval(() => { if (outbox.trouble) outbox.send() }, AGAIN)
outbox.send()
show()
showDraft()
