// What stands beside the line, a tab for each. Alt+K shows the cheat sheet and puts it away again; whoever types goes on typing.
import { Tabs } from './govuk-frontend.min.js'

const SHEET = 'sheet'

export class Side {
  constructor(side, announce) {
    this.side = side
    this.before = null
    new Tabs(side)
    // By the place of the key: with Alt some keyboards make another letter of it.
    document.addEventListener('keydown', (event) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== 'KeyK' || document.querySelector('dialog[open]')) return
      event.preventDefault()
      announce(this.toggleSheet() ? 'The cheat sheet is shown beside the box.' : 'The cheat sheet is put away.')
    })
  }

  get shown() { return this.side.querySelector('.govuk-tabs__list-item--selected .govuk-tabs__tab')?.hash.slice(1) }

  // Shows one, and answers with its tab. The focus stays where it is.
  show(id) {
    const had = document.activeElement
    const tab = this.side.querySelector(`.govuk-tabs__tab[href="#${id}"]`)
    tab.click()
    had?.focus({ preventScroll: true })
    return tab
  }

  // Answers whether the sheet is shown now.
  toggleSheet() {
    const isShown = this.shown === SHEET
    const next = isShown ? this.before ?? 'arising' : SHEET
    this.before = this.shown
    this.show(next)
    return !isShown
  }
}
