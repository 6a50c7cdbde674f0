// The agenda: the item under discussion. Each scribe has their own; the one who moved last moves the room's screen.
import { currentToken } from './session_token.js'

const PAUSE = 200 // milliseconds; someone who goes through the agenda by keyboard moves the screen once

export class Agenda {
  constructor(room, field) {
    this.address = room.dataset.itemAddress
    this.field = field
    this.list = document.getElementById('agenda-list')
    this.elsewhere = document.getElementById('elsewhere')
    this.now = document.getElementById('now')
    this.toSay = null
    this.list.addEventListener('click', (event) => {
      const button = event.target.closest('[data-item]')
      if (button) this.at(button)
    })
    this.elsewhere.addEventListener('click', (event) => { if (event.target.closest('button')) this.move() })
    this.show()
  }

  get current() { return this.list.querySelector('[aria-current]') }

  get buttons() { return [...this.list.querySelectorAll('[data-item]')] }

  step(by) {
    const at = this.buttons.indexOf(this.current)
    this.buttons[Math.min(Math.max(at + by, 0), this.buttons.length - 1)]?.click()
  }

  at(button) {
    this.current?.removeAttribute('aria-current')
    button.setAttribute('aria-current', 'true')
    const key = button.dataset.item
    this.field.value = key
    const address = new URL(window.location.href)
    address.searchParams.set('item', key)
    address.searchParams.delete('raised_by')
    history.replaceState(null, '', address)
    button.scrollIntoView({ block: 'nearest' })
    document.dispatchEvent(new CustomEvent('room:item', { detail: { item: key } }))
    this.show()
    clearTimeout(this.soon)
    this.soon = setTimeout(() => this.move(), PAUSE)
  }

  // Says to the server where the room stands. What did not get through is said again when the line is back.
  async move() {
    const key = this.field.value
    this.toSay = key
    try {
      const answer = await fetch(this.address, {
        method: 'POST',
        redirect: 'manual',
        headers: { Accept: 'application/json', 'X-CSRFToken': currentToken() },
        body: new URLSearchParams({ item: key })
      })
      if ((answer.ok || answer.status === 422) && this.toSay === key) this.toSay = null
    } catch { /* said again later */ }
  }

  again() {
    if (this.toSay !== null) this.move()
  }

  // Takes over titles, counts and the screen's mark from a fresh agenda; never the button that has the focus.
  take(fresh) {
    const known = new Map(this.buttons.map((button) => [button.dataset.item, button]))
    const key = this.current?.dataset.item
    const matters = this.list.querySelector('[aria-current] .app-agenda__count')?.textContent
    const items = [...fresh.children].map((item) => {
      const button = item.querySelector('[data-item]')
      const old = known.get(button?.dataset.item)
      if (!old) return item
      if (old.innerHTML !== button.innerHTML) old.innerHTML = button.innerHTML
      old.dataset.words = button.dataset.words
      return old.closest('li')
    })
    if (items.length !== this.list.children.length || items.some((item, at) => item !== this.list.children[at])) this.arrange(items)
    if (key && !this.current) this.field.value = ''
    this.show()
    return matters !== this.list.querySelector('[aria-current] .app-agenda__count')?.textContent
  }

  // In their new order, without taking the one that has the focus out of the page.
  arrange(items) {
    for (const old of [...this.list.children]) if (!items.includes(old)) old.remove()
    items.forEach((item, at) => {
      if (this.list.children[at] === item) return
      if (!item.contains(document.activeElement)) this.list.insertBefore(item, this.list.children[at] ?? null)
      window.htmx.process(item)
    })
  }

  // Which item the room's screen shows, where that is another one than this scribe's.
  show() {
    const screen = this.list.querySelector('.app-agenda__screen')?.closest('[data-item]')
    this.now.textContent = this.current?.dataset.words ?? ''
    const differs = screen && screen !== this.current
    const key = differs ? `${screen.dataset.item}|${this.current?.dataset.item}` : ''
    if (this.elsewhere.dataset.key === key) return
    this.elsewhere.dataset.key = key
    this.elsewhere.replaceChildren()
    if (!differs) return
    const words = (button) => button.querySelector('.app-agenda__number')?.textContent || button.dataset.words
    this.elsewhere.append(`The screen shows ${words(screen)}. `)
    if (!this.current) return
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'app-link-button'
    button.textContent = `Show ${words(this.current)}`
    this.elsewhere.append(button)
  }
}
