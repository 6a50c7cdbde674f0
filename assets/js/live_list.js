// The running list and the agenda, as the others change them: asked for so often that what one does the others see within two
// seconds. What changed is taken over line by line; a line that has the focus, or is being edited, is left alone until it is left.
const EVERY = 1_200
const EVERY_HIDDEN = 15_000
const LONGEST_WAIT = 6_000
const PATIENCE = 10_000
const MOST_SAID = 5

const isBusy = (line) => line.hasAttribute('data-editing') || line.contains(document.activeElement)
const version = (line) => Number(line.dataset.entry)

export class List {
  // told: {heard(trouble), agenda(list), over(), isWaiting()}
  constructor(room, told) {
    this.address = room.dataset.logged
    this.viewer = room.dataset.viewer
    this.told = told
    this.list = document.getElementById('logged')
    this.aloud = document.getElementById('heard')
    this.version = this.list.dataset.version
    this.pending = new Map()
    this.failures = 0
    this.list.addEventListener('focusout', () => setTimeout(() => this.settle()))
    document.addEventListener('visibilitychange', () => this.look())
    window.addEventListener('focus', () => this.look())
    window.addEventListener('online', () => this.look())
    this.later()
  }

  later() {
    clearTimeout(this.timer)
    const pause = document.hidden && !this.told.isWaiting() ? EVERY_HIDDEN : Math.min(EVERY * (this.failures + 1), LONGEST_WAIT)
    this.timer = setTimeout(() => this.look(), pause)
  }

  // One question at a time; who asks meanwhile is answered by the next.
  look() {
    this.asked = true
    this.running ??= this.run()
    return this.running
  }

  async run() {
    clearTimeout(this.timer)
    while (this.asked) {
      this.asked = false
      await this.ask()
    }
    this.running = null
    this.later()
  }

  async ask() {
    let answer
    try {
      answer = await fetch(`${this.address}?version=${encodeURIComponent(this.version)}`, {
        headers: { 'HX-Request': 'true' }, redirect: 'manual', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE)
      })
      this.failures = answer.ok ? 0 : this.failures + 1
      if (answer.status === 200) this.take(await answer.text())
    } catch {
      this.failures += 1
      return this.told.heard(navigator.onLine && this.failures < 2 ? '' : 'offline')
    }
    if (answer.status === 401 || answer.type === 'opaqueredirect') this.told.heard('signed-out')
    else if (!answer.ok) this.told.heard('server')
    else this.told.heard(answer.headers.get('Room-Viewer') === this.viewer ? '' : 'other')
  }

  take(html) {
    const fresh = new DOMParser().parseFromString(html, 'text/html')
    const list = fresh.getElementById('logged')
    this.version = list.dataset.version
    this.told.agenda(fresh.getElementById('agenda-list'))
    if (list.hasAttribute('data-over')) this.told.over()
    const arrived = this.merge([...list.children])
    this.say(arrived.filter((line) => !line.hasAttribute('data-mine')))
  }

  // Takes over what differs. Answers with the lines that are new here.
  merge(fresh) {
    const known = new Map([...this.list.children].map((line) => [line.id, line]))
    const wanted = new Set(fresh.map((line) => line.id))
    for (const [id, line] of known) if (!wanted.has(id) && !isBusy(line)) line.remove()
    const arrived = []
    let before = null
    for (const line of fresh) {
      const old = known.get(line.id)
      if (!old) {
        this.insert(line, before)
        if (line.id) arrived.push(line)
      } else if (version(old) < version(line)) this.replace(old, line)
      before = document.getElementById(line.id) ?? before
    }
    if (arrived.length && known.size) this.mark(arrived)
    return arrived
  }

  insert(line, before) {
    const top = this.list.getBoundingClientRect().top
    const height = this.list.offsetHeight
    if (before) before.after(line)
    else this.list.prepend(line)
    window.htmx.process(line)
    // Someone who reads further down goes on reading there, where the browser does not see to it by itself.
    if (top < 0 && !CSS.supports('overflow-anchor', 'auto')) window.scrollBy(0, this.list.offsetHeight - height)
  }

  replace(old, line) {
    if (isBusy(old)) {
      this.pending.set(line.id, line)
      const meanwhile = old.querySelector('.app-logged__meanwhile')
      if (meanwhile) meanwhile.textContent = 'Someone saved a change to this action while you were typing. When you save, both texts are shown.'
      return
    }
    this.pending.delete(line.id)
    old.replaceWith(line)
    window.htmx.process(line)
  }

  // A line that was left alone takes over what came meanwhile, unless it is newer by now.
  settle() {
    for (const [id, line] of this.pending) {
      const old = document.getElementById(id)
      if (old && isBusy(old)) continue
      this.pending.delete(id)
      if (old && version(old) < version(line)) this.replace(old, line)
    }
  }

  mark(lines) {
    for (const line of this.list.querySelectorAll('.app-logged__item--new')) line.classList.remove('app-logged__item--new')
    for (const line of lines) line.classList.add('app-logged__item--new')
  }

  say(lines) {
    if (!lines.length) return
    const words = (line, part) => line.querySelector(part)?.textContent ?? ''
    const by = words(lines[0], '.app-logged__by').replace('logged by ', '')
    this.announce(lines.length === 1 ? `${by} logged ${words(lines[0], '.app-logged__reference')}: ${words(lines[0], '.app-logged__what')}` : `${lines.length} actions were logged by others`)
  }

  announce(words) {
    const line = document.createElement('p')
    line.textContent = words
    this.aloud.append(line)
    while (this.aloud.children.length > MOST_SAID) this.aloud.firstChild.remove()
  }

  // The latest line of this scribe that still stands; of anybody where `mine` is false.
  last(mine = true) {
    return this.list.querySelector(`.app-logged__item[id]:not(.app-logged__item--void)${mine ? ':is([data-mine], [data-editing])' : ''}`)
  }
}
