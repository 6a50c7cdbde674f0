// What was logged in the room, on its way to the record. Each line has its own client_id, so that sending it twice makes one
// action; it leaves this browser's storage only once the server has answered. It is sent by the person who typed it alone.
import { currentToken, freshSession, renewToken } from './session_token.js'
import { queueName, store, stored } from './live_store.js'

const FIRST_WAIT = 1_500
const LONGEST_WAIT = 15_000
const PATIENCE = 15_000

class Trouble extends Error {}

export class Outbox {
  // told: {changed(), logged(answer, line), kept(answer, line), refused(line, sentence)}
  constructor({ viewer, viewerName, meeting, log }, told) {
    this.viewer = viewer
    this.viewerName = viewerName
    this.name = queueName(viewer, meeting)
    this.address = log
    this.told = told
    this.trouble = '' // '', offline, server, signed-out, other
    this.sending = false
    this.wait = FIRST_WAIT
    window.addEventListener('online', () => this.send())
    window.addEventListener('storage', (event) => { if (event.key === this.name) this.told.changed() })
  }

  // Storage is the truth: another tab of the same person may have put a line there, or sent one.
  get lines() {
    return stored(this.name) ?? []
  }

  add(line) {
    this.keep([...this.lines, { ...line, by: this.viewerName }])
    this.send()
  }

  remove(line) {
    this.keep(this.lines.filter((other) => other.client_id !== line.client_id))
  }

  change(line, changes) {
    this.keep(this.lines.map((other) => other.client_id === line.client_id ? { ...other, ...changes } : other))
  }

  keep(lines) {
    store(this.name, lines)
    this.told.changed()
  }

  next() {
    return this.lines.find((line) => !line.problem)
  }

  // Something else has heard from the server: there may be no need to wait any longer.
  heard(trouble) {
    if (trouble) this.fail(trouble)
    else if (this.trouble && !this.sending) this.recover()
  }

  recover() {
    this.wait = FIRST_WAIT
    if (this.next()) this.send()
    else { this.trouble = ''; this.told.changed() }
  }

  async send() {
    if (this.sending) return
    this.sending = true
    clearTimeout(this.timer)
    try {
      for (let line = this.next(); line; line = this.next()) {
        this.told.changed()
        await this.sendOne(line)
        this.trouble = ''
        this.wait = FIRST_WAIT
      }
    } catch (trouble) {
      this.fail(trouble instanceof Trouble ? trouble.message : 'offline')
      this.timer = setTimeout(() => this.send(), this.wait)
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT)
    }
    this.sending = false
    this.told.changed()
  }

  fail(trouble) {
    if (this.trouble === trouble) return
    this.trouble = trouble
    this.told.changed()
  }

  async sendOne(line) {
    if (!line.tried) this.change(line, { tried: true })
    let answer = await this.post(line)
    if (answer.status === 400 || answer.status === 403) {
      await this.takeNewToken()
      answer = await this.post(line)
    }
    if (answer.status === 401) throw new Trouble('signed-out')
    if (answer.status >= 500 || answer.type === 'opaqueredirect') throw new Trouble('server')
    const body = await answer.json().catch(() => ({}))
    if (answer.ok) {
      this.remove(line)
      if (answer.status === 202) this.told.kept(body, line)
      else this.told.logged(body, line)
    } else {
      const sentence = body.error ?? 'The server refused this line.'
      this.change(line, { problem: sentence })
      this.told.refused({ ...line, problem: sentence }, sentence)
    }
  }

  // The session may be a new one. Its token is taken where it is still that of the person who typed.
  async takeNewToken() {
    const session = await freshSession(window.location.href)
    if (!session) throw new Trouble('server')
    if (session.viewer !== this.viewer) throw new Trouble('other')
    renewToken(session.token)
  }

  post({ text, client_id, agenda_item, raised_by, typed_at }) {
    return fetch(this.address, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE),
      headers: { Accept: 'application/json', 'X-CSRFToken': currentToken() },
      body: new URLSearchParams({ text, client_id, agenda_item, raised_by: raised_by ?? '', typed_at, viewer: this.viewer })
    })
  }
}
