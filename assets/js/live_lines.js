// A line of the list: its form in its place, and what one key or button does to it.
import { forget } from './keep.js'

const WRITTEN = 'textarea, input:not([type=hidden], [type=radio])'

const control = (line, does) => line?.querySelector(`[data-does="${does}"]`)

export class Lines {
  // told: {left(), asks(words)}
  constructor(list, told) {
    this.list = list
    this.told = told
    this.asked = null
    this.started = null
    list.list.addEventListener('keydown', (event) => this.onKey(event))
    list.list.addEventListener('htmx:beforeRequest', (event) => { this.started = this.place(event.detail.elt) })
    list.list.addEventListener('htmx:afterRequest', (event) => this.after(event))
    list.list.addEventListener('htmx:afterSettle', () => this.settled())
  }

  // The line that keys are about: the one with the focus, else the last one that this scribe logged.
  get current() {
    return document.activeElement?.closest('.app-logged__item[id]') ?? this.list.last()
  }

  press(line, does) {
    const button = control(line, does)
    if (button) button.click()
    else this.told.asks('There is nothing of yours to change here.')
  }

  // The form of a line, with the details in focus; without the focus where someone is typing elsewhere by now.
  openDetails(reference, takesFocus) {
    const line = document.getElementById(`logged-${reference}`)
    const change = control(line, 'change')
    if (change) window.htmx.ajax('GET', `${change.getAttribute('href')}?focus=${takesFocus ? 'asked' : 'none'}`, { source: change, target: line, swap: 'outerHTML' })
  }

  place(element) {
    const line = element.closest('.app-logged__item')
    return line ? { id: line.id, does: element.closest('[data-does]')?.dataset.does, says: element.dataset.says, isForm: line.hasAttribute('data-editing'), focus: document.activeElement } : null
  }

  // What was saved need not be kept in the browser any more; what was refused stays there.
  after(event) {
    if (event.detail.xhr.status >= 400 || !event.detail.successful) return
    if (this.started?.says) this.list.announce(this.started.says)
    // By then the form is out of the page, and the event is about the list.
    const { verb, elt } = event.detail.requestConfig
    const kept = elt.closest('[data-editing]')?.dataset.keptAs
    if (verb !== 'post' || !kept) return
    forget(kept)
    this.list.announce('The change is saved.')
  }

  settled() {
    const was = this.started
    this.started = null
    const words = document.activeElement
    words?.closest('[data-editing]')?.scrollIntoView({ block: 'nearest' })
    if (words?.matches('[data-editing] textarea') && words.selectionEnd === 0) words.setSelectionRange(words.value.length, words.value.length)
    const line = was && document.getElementById(was.id)
    // Whoever went elsewhere while the answer was on its way stays there: a letter typed into notes is no key.
    if (!was || ![document.body, was.focus].includes(words) && !line?.contains(words)) return
    const conflict = line?.querySelector('.app-conflict__heading')
    if (conflict) conflict.focus()
    else if (was.isForm && line && !line.hasAttribute('data-editing')) this.told.left()
    else if (was.does && was.does !== 'change' && line) (control(line, was.does) ?? control(line, was.does === 'undo' ? 'put-back' : 'undo'))?.focus()
  }

  // In the form that edits in place: Enter saves, Escape leaves it. What was typed and not saved is offered again.
  onKey(event) {
    const editing = event.target.closest('[data-editing]')
    if (!editing || event.isComposing) return
    if (event.key === 'Escape') this.leave(editing)
    else if (event.key === 'Enter' && !event.shiftKey && event.target.matches(WRITTEN)) event.target.form.requestSubmit()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  leave(editing) {
    const isChanged = [...editing.querySelectorAll(WRITTEN)].some((field) => field.value !== field.defaultValue)
    if (isChanged && this.asked !== editing) {
      this.asked = editing
      this.told.asks('Press Escape again to leave without saving. What you typed is kept in this browser.')
    } else editing.querySelector('[data-cancel]')?.click()
  }
}
