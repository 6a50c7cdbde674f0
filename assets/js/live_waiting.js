// What waits in this browser, where everybody can see it: how many lines, why, what to do, and whose they are.
import { linesOfOthers } from './live_store.js'

const LONG_ENOUGH = 700 // milliseconds after which "Saving…" is worth saying

const count = (number, one, many) => `${number} ${number === 1 ? one : many}`

function paragraph(words, className = '') {
  const line = document.createElement('p')
  line.textContent = words
  if (className) line.className = className
  return line
}

export function linkButton(label, act) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'app-link-button'
  button.textContent = label
  button.addEventListener('click', act)
  return button
}

export class Waiting {
  // acts: {change(line, text), again(line, text), discard(line, text)}
  constructor(room, acts) {
    this.room = room
    this.acts = acts
    this.list = document.getElementById('unsent')
    this.trouble = document.getElementById('trouble')
    this.saved = document.getElementById('saved')
    this.others = linesOfOthers(room.dataset.viewer, room.dataset.meeting)
    this.said = null
  }

  show({ lines, trouble, isSending }) {
    const waiting = lines.filter((line) => line.problem || trouble)
    this.showLines(waiting, trouble)
    this.showTrouble(lines, trouble)
    this.showState(lines, trouble, isSending)
  }

  showState(lines, trouble, isSending) {
    clearTimeout(this.slow)
    if (!this.saved) return
    const refused = lines.filter((line) => line.problem).length
    const waiting = lines.length - refused
    if (!lines.length) this.state(trouble ? 'What you type is kept in this browser' : '✓ Everything saved', trouble ? 'app-saved--waiting' : '')
    else if (refused && !waiting) this.state(`${refused} not saved: see above`, 'app-saved--not')
    else if (trouble) this.state(`${waiting} waiting to be sent`, 'app-saved--not')
    else if (isSending) this.slow = setTimeout(() => this.state('Saving…', 'app-saved--waiting'), LONG_ENOUGH)
  }

  state(words, tone = '') {
    this.saved.className = `app-saved ${tone}`
    if (this.saved.textContent !== words) this.saved.textContent = words
  }

  // Said once for each trouble, so that a screen reader is not told again with every try.
  showTrouble(lines, trouble) {
    const waiting = lines.filter((line) => !line.problem).length
    const key = JSON.stringify([trouble, waiting, this.others])
    if (key === this.said) return
    this.said = key
    const parts = this.others.map(({ name, count: many }) => paragraph(`${count(many, 'line', 'lines')} that ${name} typed here ${many === 1 ? 'waits' : 'wait'} in this browser. ${many === 1 ? 'It is' : 'They are'} sent when ${name} signs in here and opens this page.`))
    if (trouble) parts.push(...this.words(trouble, waiting))
    this.trouble.replaceChildren(...parts)
    this.trouble.classList.toggle('app-trouble--shown', parts.length > 0)
  }

  words(trouble, waiting) {
    const { viewerName } = this.room.dataset
    const kept = waiting ? `${waiting} waiting to be sent, kept in this browser.` : 'What you type is kept in this browser.'
    if (trouble === 'offline') return [paragraph(`No connection. ${kept}`)]
    if (trouble === 'server') return [paragraph(`The server does not answer. ${kept}`)]
    if (trouble === 'other') return [paragraph(`Someone else is signed in here now. ${waiting ? `The ${count(waiting, 'line', 'lines')} that ${viewerName} typed ${waiting === 1 ? 'is' : 'are'} not sent until ${viewerName} signs in again.` : `Reload the page to go on. This one is ${viewerName}’s.`}`)]
    const line = paragraph(`You have been signed out. ${kept} `)
    const link = document.createElement('a')
    link.className = 'govuk-link'
    link.href = this.room.dataset.signIn
    link.target = '_blank'
    link.rel = 'noopener'
    link.textContent = 'Sign in again (opens a new tab)'
    line.append(link)
    return [line]
  }

  // A row stays as it is while someone is writing in it.
  showLines(lines, trouble) {
    const rows = new Map([...this.list.children].map((row) => [row.dataset.id, row]))
    const wanted = lines.map((line) => {
      const key = `${line.problem ?? ''}|${line.tried ?? ''}|${trouble}`
      const known = rows.get(line.client_id)
      if (known && (known.dataset.key === key || known.contains(document.activeElement))) return known
      const row = this.row(line)
      row.dataset.id = line.client_id
      row.dataset.key = key
      return row
    })
    const isLonger = wanted.length > this.list.children.length
    if (wanted.length !== this.list.children.length || wanted.some((row, at) => row !== this.list.children[at])) this.list.replaceChildren(...wanted)
    this.list.hidden = !lines.length
    this.scroll(isLonger)
  }

  // A long queue scrolls, with the keyboard too; the line that was typed last is in sight.
  scroll(isLonger) {
    if (this.list.scrollHeight > this.list.clientHeight) this.list.tabIndex = 0
    else this.list.removeAttribute('tabindex')
    if (isLonger && !this.list.contains(document.activeElement)) this.list.scrollTop = this.list.scrollHeight
  }

  // What was refused can be put right in its place. What waits cannot be changed: it may be on record already.
  row(line) {
    const row = document.createElement('li')
    row.className = `app-unsent__item${line.problem ? ' app-unsent__item--refused' : ''}`
    if (!line.problem) {
      const words = document.createElement('span')
      words.className = 'app-unsent__words'
      words.textContent = line.text
      row.append(words)
      return row
    }
    const box = document.createElement('textarea')
    box.className = 'govuk-textarea app-unsent__box'
    box.rows = 1
    box.value = line.text
    box.setAttribute('aria-label', 'Correct this line')
    const why = paragraph(line.problem, 'app-unsent__why')
    box.addEventListener('input', () => this.acts.change(line, box.value))
    box.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
      event.preventDefault()
      this.acts.again(line, box.value)
    })
    row.append(why, box, linkButton('Send again', () => this.acts.again(line, box.value)), linkButton('Discard', () => this.acts.discard(line, box.value)))
    return row
  }
}
