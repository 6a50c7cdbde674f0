// The box: what is typed in it, what was understood of it, and what was cleared from it.
import { draftName, newId, store, stored } from './live_store.js'

const LONGEST_ADDRESS = 3_000
const MOST_CLEARED = 20
const WORTH_SAYING = '.app-understood__problem, .app-understood__note, .app-chip:not(.app-chip--problem, [data-insert])'
const PAUSE = 1_000 // milliseconds without a keystroke, after which a screen reader may speak

export class Box {
  // told: {log(openIt), recallLogged(), asks(words), typed(), announce(words)}
  constructor({ viewer, meeting }, told) {
    this.draft = draftName(viewer, meeting)
    this.cleared = `live:${viewer}:${meeting}:cleared`
    this.told = told
    this.form = document.getElementById('line')
    this.box = document.getElementById('text')
    this.refusal = document.getElementById('line-problem')
    this.understood = document.getElementById('understood')
    this.follows = document.getElementById('follows')
    this.asksToClear = false
    this.readAs = ''
    this.said = []
    this.listen()
    this.bringBack()
  }

  get text() { return this.box.value }

  get isEmpty() { return !this.box.value.trim() }

  // Nobody is about to write in it.
  get isFree() { return this.isEmpty && (document.activeElement === this.box || document.activeElement === document.body) }

  focus() { this.box.focus() }

  // Puts text in the box as if it had been typed, so that it is kept and understood.
  set(text, raisedBy = null) {
    this.box.value = text
    this.follow(raisedBy, false)
    this.box.dispatchEvent(new Event('input', { bubbles: true }))
  }

  problem(sentence) {
    if (this.readAs === this.text && this.understood.textContent.includes(sentence)) this.understood.querySelector('.app-understood__problem--stops').remove()
    const line = document.createElement('p')
    line.className = 'app-understood__problem app-understood__problem--stops'
    line.textContent = sentence
    this.refusal.replaceChildren(line)
  }

  // What is typed as a line, or null where it is known that it would be refused: then it stays in the box.
  take() {
    const text = this.text.trim()
    if (!text) return this.problem('Type what was asked, then press Enter.') ?? null
    const stops = this.understood.querySelector('.app-understood__problem--stops')
    if (this.readAs === this.text && stops) return this.problem(stops.textContent) ?? null
    if (this.readAs === this.text && this.refusal.textContent) return null
    const line = { text, client_id: newId(), agenda_item: this.form.elements.agenda_item.value, typed_at: new Date().toISOString(), ...this.raisedBy() }
    this.set('')
    return line
  }

  raisedBy() {
    const reference = this.form.elements.raised_by.value
    return reference ? { raised_by: reference, raised_by_number: this.follows.querySelector('[data-follows]').textContent } : {}
  }

  // The next line is raised by the answer to this action: {reference, number}, or null.
  follow(parent, keeps = true) {
    this.form.elements.raised_by.value = parent?.reference ?? ''
    this.follows.querySelector('[data-follows]').textContent = parent?.number.toLowerCase() ?? ''
    this.follows.hidden = !parent
    if (keeps) this.keep()
  }

  keep() {
    store(this.draft, this.text ? { text: this.text, ...this.raisedBy() } : null)
  }

  bringBack() {
    const draft = stored(this.draft)
    if (draft?.text && !this.text) this.set(draft.text, draft.raised_by ? { reference: draft.raised_by, number: draft.raised_by_number } : null)
    else this.keep()
  }

  clear() {
    if (!this.text) return
    if (this.asksToClear) {
      this.remember(this.text)
      this.set('')
      this.told.asks('Cleared. ↑ brings it back.')
    } else {
      this.asksToClear = true
      this.told.asks('Press Escape again to clear the box, or go on typing.')
    }
  }

  // Nothing that was typed is thrown away: ↑ in the empty box brings it back, the latest first.
  remember(text) {
    if (text.trim()) store(this.cleared, [...(stored(this.cleared) ?? []), text].slice(-MOST_CLEARED))
  }

  recall() {
    const cleared = stored(this.cleared) ?? []
    if (!cleared.length) return this.told.recallLogged()
    store(this.cleared, cleared.slice(0, -1))
    this.set(cleared.at(-1))
  }

  insert(suggestion) {
    const at = this.text.lastIndexOf(suggestion.dataset.replaces)
    if (at < 0) return
    const after = at + suggestion.dataset.replaces.length
    this.box.value = `${this.text.slice(0, at)}${suggestion.dataset.insert}${this.text.slice(after) || ' '}`
    this.box.dispatchEvent(new Event('input', { bubbles: true }))
    this.focus()
  }

  // A screen reader hears what is newly understood once the typing pauses, and not all of it with every word.
  sayWhatIsNew() {
    const parts = [...this.understood.querySelectorAll(WORTH_SAYING)].map((part) => part.textContent.trim().replace(/\s+/g, ' '))
    const known = [...this.said, `Under ${document.getElementById('now').textContent}`]
    const words = parts.filter((part) => !known.includes(part)).join('. ')
    clearTimeout(this.soon)
    this.soon = setTimeout(() => {
      this.said = parts
      if (words) this.told.announce(words)
    }, PAUSE)
  }

  onKey(event) {
    if (event.isComposing) return
    const suggestion = this.understood.querySelector('[data-insert]')
    if (event.key === 'Enter' && !event.shiftKey) this.told.log(event.ctrlKey || event.metaKey)
    else if (event.key === 'Escape') this.clear()
    else if (event.key === 'ArrowUp' && !event.altKey && !this.text) this.recall()
    else if (event.key === 'ArrowDown' && !event.altKey && suggestion && this.box.selectionStart === this.text.length) suggestion.focus()
    else return
    event.preventDefault()
  }

  listen() {
    this.box.addEventListener('keydown', (event) => this.onKey(event))
    this.box.addEventListener('input', () => {
      this.asksToClear = false
      clearTimeout(this.soon)
      this.refusal.replaceChildren()
      this.keep()
      this.told.typed()
    })
    this.form.addEventListener('submit', (event) => {
      event.preventDefault()
      this.told.log(event.submitter?.name === 'open')
      this.focus()
    })
    this.form.addEventListener('click', (event) => {
      const suggestion = event.target.closest('[data-insert]')
      if (suggestion) {
        event.preventDefault()
        this.insert(suggestion)
      }
      if (!event.target.closest('[data-follows-not]')) return
      event.preventDefault()
      this.follow(null)
      this.focus()
    })
    // The line goes into the address of a GET, which can only be so long; a longer one cannot be logged anyway.
    this.box.addEventListener('htmx:configRequest', (event) => {
      if (encodeURIComponent(this.text).length < LONGEST_ADDRESS) return
      event.preventDefault()
      this.understood.replaceChildren()
      this.problem(`This is ${this.text.length.toLocaleString('en-GB')} characters long; an action takes up to 500. Shorten it to what was asked.`)
    })
    this.understood.addEventListener('htmx:afterSwap', () => {
      this.readAs = this.text
      this.sayWhatIsNew()
      // One sentence need not stand there twice.
      if (this.refusal.textContent && this.understood.textContent.includes(this.refusal.textContent)) this.refusal.replaceChildren()
    })
  }
}
