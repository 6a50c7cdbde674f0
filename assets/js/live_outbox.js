// What was logged in the room, on its way to the record. Each line has its own client_id, so that
// sending it twice makes one action; it leaves this browser's storage only once the server has answered.

const LONGEST_WAIT = 30_000
const PATIENCE = 15_000

// Private windows may refuse storage: then lines live as long as the page does.
export function stored(name, value) {
  try {
    if (value === undefined) return JSON.parse(localStorage.getItem(name))
    if (value === null) localStorage.removeItem(name)
    else localStorage.setItem(name, JSON.stringify(value))
  } catch { /* kept in memory alone */ }
  return null
}

function renewToken(token) {
  document.querySelector('meta[name="csrf-token"]').content = token
  for (const field of document.querySelectorAll('input[name="csrf_token"]')) field.value = token
}

// After a new sign-in in another tab the page's token is stale: take the one of a fresh page.
async function freshToken() {
  const page = await fetch(window.location.href, { redirect: 'manual' })
  if (!page.ok) return null
  const read = new DOMParser().parseFromString(await page.text(), 'text/html')
  return read.querySelector('meta[name="csrf-token"]')?.content ?? null
}

export class Outbox {
  // told: {changed(), logged(answer, line), refused(line, sentence)}
  constructor(name, address, told) {
    this.name = name
    this.address = address
    this.told = told
    this.lines = stored(name) ?? []
    this.trouble = ''
    this.sending = false
    this.wait = 2_000
    window.addEventListener('online', () => this.send())
  }

  add(line) {
    this.lines.push(line)
    this.keep()
    this.send()
  }

  remove(line) {
    this.lines = this.lines.filter((other) => other.client_id !== line.client_id)
    this.keep()
  }

  keep() {
    stored(this.name, this.lines.length ? this.lines : null)
    this.told.changed()
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
        this.wait = 2_000
      }
    } catch (trouble) {
      this.trouble = trouble.sentence ?? 'No connection.'
      this.timer = setTimeout(() => this.send(), this.wait)
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT)
    }
    this.sending = false
    this.told.changed()
  }

  next() {
    return this.lines.find((line) => !line.problem)
  }

  async sendOne(line) {
    let answer = await this.post(line)
    if (answer.type === 'opaqueredirect' || [400, 401, 403].includes(answer.status)) {
      const token = await freshToken()
      if (!token) throw Object.assign(new Error(), { sentence: 'You have been signed out: sign in in another tab.' })
      if (token !== document.querySelector('meta[name="csrf-token"]').content) {
        renewToken(token)
        answer = await this.post(line)
      }
    }
    if (answer.status >= 500 || answer.type === 'opaqueredirect') throw Object.assign(new Error(), { sentence: 'The server did not answer.' })
    const body = await answer.json().catch(() => ({}))
    if (answer.ok) {
      this.remove(line)
      this.told.logged(body, line)
    } else {
      line.problem = body.error ?? 'The server refused this line.'
      this.keep()
      this.told.refused(line, line.problem)
    }
  }

  post({ text, client_id, agenda_item, typed_at }) {
    return fetch(this.address, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE),
      headers: { Accept: 'application/json', 'X-CSRFToken': document.querySelector('meta[name="csrf-token"]').content },
      body: new URLSearchParams({ text, client_id, agenda_item, typed_at })
    })
  }
}
