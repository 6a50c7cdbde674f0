// Loaded on every page: starts the vendors' components and tells htmx how this app works.
import { createAll, Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink } from './govuk-frontend.min.js'
import './keep.js'
import './search_key.js'

const COMPONENTS = [Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink]
const DESKTOP = window.matchMedia('(min-width: 64em)')

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

function start(scope) {
  for (const component of COMPONENTS) createAll(component, undefined, { scope })
}

// Something failed that no page came back for: say it at the foot of the window, and aloud.
function complain(words) {
  const place = document.getElementById('app-message')
  if (place) place.textContent = words
}

function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.content ?? ''
}

// GOV.UK's radios say aria-expanded for the fields that they reveal, which a radio may not carry (ARIA 1.2).
function withoutExpanded() {
  for (const radio of document.querySelectorAll('input[type=radio][aria-expanded]')) radio.removeAttribute('aria-expanded')
}

start(document)
withoutExpanded()
document.addEventListener('click', withoutExpanded)
window.addEventListener('pageshow', withoutExpanded)

// A filter is always open on a wide screen and starts closed on a narrow one.
for (const drawer of document.querySelectorAll('details[data-open-from="desktop"]')) {
  drawer.open = DESKTOP.matches
  DESKTOP.addEventListener('change', () => { drawer.open = DESKTOP.matches })
}

// A button with data-opens="id" opens that dialog.
document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-opens]')
  if (opener) document.getElementById(opener.dataset.opens)?.showModal()
})

// After an error or a conflict the page is about that: bring it into view and read it out.
document.getElementById('conflict-heading')?.focus()

document.body.addEventListener('htmx:configRequest', (event) => {
  event.detail.headers['X-CSRFToken'] = csrfToken()
})

// htmx:load comes for the page itself too, which has been started already.
document.body.addEventListener('htmx:load', (event) => {
  if (event.detail.elt !== document.body) start(event.detail.elt)
  withoutExpanded()
})

document.body.addEventListener('htmx:afterOnLoad', () => complain(''))

// Pages that keep their own score of what was saved mark such requests data-quiet.
document.body.addEventListener('htmx:sendError', (event) => {
  if (!event.target.closest('[data-quiet]')) complain('The server could not be reached. Nothing that you typed is lost; try again.')
})

document.body.addEventListener('htmx:responseError', (event) => {
  if (event.target.closest('[data-quiet]')) return
  const signedOut = event.detail.xhr.status === 401
  complain(signedOut ? 'You have been signed out. Sign in again in another tab, then try again.' : 'That did not work. Nothing that you typed is lost; try again.')
})
