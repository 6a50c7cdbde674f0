// One item's notes and decisions: kept in this browser with each keystroke, saved a second after the last one and every five
// seconds in between, and again and again until the server has them. Nothing is ever written over what is being typed.
import { currentToken, freshSession, renewToken } from './session_token.js'
import { FIELDS, joined, same, together } from './note_texts.js'
import { showConflict } from './note_conflict.js'

const AFTER_TYPING = 1_000
const WHILE_TYPING = 5_000
const FIRST_WAIT = 2_000
const LONGEST_WAIT = 30_000
const PATIENCE = 15_000

const SIGNED_OUT = 'you have been signed out. Sign in in another tab.'
const SOMEBODY_ELSE = 'somebody else is signed in here. It waits for whoever typed it.'

class Unsaved extends Error {}

export class NoteForm {
  // room: {viewer, page, drafts, changed()}
  constructor(form, room) {
    Object.assign(this, { form, room, item: form.dataset.note, sent: [], trouble: '', refusal: '', clash: null, wait: FIRST_WAIT })
    this.heading = form.closest('[data-heading]').dataset.heading
    this.fields = Object.fromEntries(FIELDS.map((field) => [field, form.elements[field]]))
    this.saved = form.querySelector('[data-note-state]').textContent
    this.base = { version: Number(form.elements.version.value), ...this.mine }
    form.addEventListener('input', () => this.typed())
    form.addEventListener('focusout', () => this.save())
    form.addEventListener('submit', (event) => { event.preventDefault(); this.save() })
    this.takeUpDraft()
    this.show()
  }

  get mine() {
    return Object.fromEntries(FIELDS.map((field) => [field, this.fields[field].value]))
  }

  get isClean() {
    return same(this.mine, this.base)
  }

  get isWaiting() {
    return !this.isClean && Boolean(this.trouble || this.refusal || this.clash)
  }

  // What was typed before this page was opened, on top of what the page says now.
  takeUpDraft() {
    const draft = this.room.drafts.read(this.item)
    if (!draft) return
    const theirs = { ...this.base, saved: this.saved }
    this.draft = draft
    this.base = draft.base
    this.sent = draft.sent ?? []
    this.write(draft.mine)
    if (theirs.version === draft.base.version) this.plan()
    else this.meet(theirs)
  }

  write(texts) {
    for (const field of FIELDS) if (this.fields[field].value !== texts[field]) this.fields[field].value = texts[field]
  }

  typed() {
    this.refusal = ''
    this.keep()
    this.plan()
    this.show()
  }

  keep() {
    if (this.isClean && !this.sent.length) return this.room.drafts.forget(this.item, this.draft)
    this.draft = { mine: this.mine, base: this.base, sent: this.sent, heading: this.heading }
    this.isKept = this.room.drafts.keep(this.item, this.draft)
  }

  plan() {
    if (this.isClean || this.clash) return
    clearTimeout(this.timer)
    this.since ??= Date.now()
    const delay = Math.max(0, Math.min(AFTER_TYPING, this.since + WHILE_TYPING - Date.now()))
    this.timer = setTimeout(() => this.save(), this.trouble ? this.wait : delay)
  }

  async save() {
    if (this.isBusy || this.isClean || this.clash || this.refusal) return
    clearTimeout(this.timer)
    this.since = null
    this.isBusy = true
    this.show()
    try {
      await this.deliver(this.mine)
      this.trouble = ''
      this.wait = FIRST_WAIT
    } catch (error) {
      this.trouble = error instanceof Unsaved ? error.message : 'no connection.'
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT)
    }
    this.isBusy = false
    this.keep()
    this.plan()
    this.show()
  }

  // The page is being hidden or left: what is there now goes out, though nobody may be here to read the answer.
  leave() {
    if (this.isClean || this.clash || this.refusal) return
    this.remember(this.mine)
    this.post(this.mine, true).catch(() => {})
  }

  async deliver(texts) {
    this.remember(texts)
    let answer = await this.post(texts)
    if (answer.type === 'opaqueredirect' || [400, 401, 403].includes(answer.status)) {
      await this.renew()
      answer = await this.post(texts)
    }
    if (answer.type === 'opaqueredirect' || answer.status >= 500 || answer.status === 429) throw new Unsaved('the server did not answer.')
    const body = await answer.json()
    if (answer.ok) this.accept(body, texts)
    else if (body.current) this.meet(body.current)
    else this.refusal = body.error
  }

  async renew() {
    const session = await freshSession(this.room.page)
    if (!session) throw new Unsaved(SIGNED_OUT)
    if (session.viewer !== this.room.viewer) throw new Unsaved(SOMEBODY_ELSE)
    if (session.token !== currentToken()) renewToken(session.token)
  }

  remember(texts) {
    if (!this.sent.some((known) => same(known, texts))) this.sent.push(texts)
    this.keep()
  }

  post(texts, keepalive = false) {
    const body = new FormData()
    for (const field of FIELDS) body.append(field, texts[field])
    body.append('version', this.base.version)
    body.append('viewer', this.room.viewer)
    return fetch(this.form.action, {
      method: 'POST',
      redirect: 'manual',
      keepalive,
      signal: keepalive ? undefined : AbortSignal.timeout(PATIENCE),
      headers: { Accept: 'application/json', 'X-CSRFToken': currentToken() },
      body
    })
  }

  accept(answer, texts) {
    this.sent = []
    this.rebase({ ...texts, version: answer.version, saved: answer.saved })
  }

  rebase({ version, notes, decisions, saved }) {
    this.base = { version, notes, decisions }
    this.saved = saved
    this.form.elements.version.value = version
    this.keep()
  }

  // Somebody else saved: what does not clash is put together, what does is shown, and nothing is chosen for anybody.
  meet(theirs) {
    const { texts, clashes } = together({ mine: this.mine, base: this.base, sent: this.sent, theirs })
    this.clash = clashes.length ? { theirs, fields: clashes } : null
    if (this.clash) return this.show()
    this.write(texts)
    this.sent = []
    this.trouble = '' // it was heard from the server, so that the line is back
    this.wait = FIRST_WAIT
    this.rebase(theirs)
    this.plan()
    this.show()
  }

  // chosen: mine, theirs or both
  settle(chosen) {
    const { theirs, fields } = this.clash
    const texts = { ...together({ mine: this.mine, base: this.base, sent: this.sent, theirs }).texts }
    for (const field of fields) {
      if (chosen === 'theirs') texts[field] = theirs[field]
      if (chosen === 'both') texts[field] = joined(theirs[field], texts[field])
    }
    this.clash = null
    this.sent = []
    this.write(texts)
    this.rebase(theirs)
    this.fields[fields[0]].focus()
    this.save()
    this.show()
  }

  // What the refresh found: it appears where nobody is typing.
  hear(theirs) {
    if (theirs.version <= this.base.version || this.isBusy) return
    if (this.clash) return this.meet(theirs)
    const mine = this.mine
    const changed = FIELDS.filter((field) => theirs[field] !== this.base[field] && theirs[field] !== mine[field])
    const isFree = (field) => mine[field] === this.base[field] && this.fields[field] !== document.activeElement
    if (changed.every(isFree)) this.meet(theirs)
    else if (this.isClean) this.say(`${theirs.who} saved a newer text at ${theirs.when}. It appears when you leave the field.`, 'app-note__state--waiting')
  }

  show() {
    showConflict(this)
    this.form.classList.toggle('app-note--unsaved', this.isWaiting)
    const kept = this.isKept === false ? 'This browser keeps nothing, so do not close the page. Not saved' : 'Kept on this computer, not saved'
    const problem = this.refusal ? `Not saved. ${this.refusal}` : this.trouble ? `${kept}: ${this.trouble}` : ''
    if (this.isClean) this.say(this.saved, '')
    else if (this.clash) this.say('Not saved yet: choose which text to keep.', 'app-note__state--not')
    else if (problem) this.say('', '')
    else this.say('Saving…', 'app-note__state--waiting')
    const aloud = this.form.querySelector('[data-note-trouble]')
    const words = this.isClean ? '' : problem
    if (aloud.textContent !== words) aloud.textContent = words
    this.room.changed()
  }

  say(words, tone) {
    const line = this.form.querySelector('[data-note-state]')
    line.className = `app-note__state ${tone}`.trim()
    if (line.textContent !== words) line.textContent = words
  }
}
