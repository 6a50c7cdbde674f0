// A decision is sent once the server can be reached: until then the card waits, says so, and keeps what was typed.
// Where the session has ended the server itself answers, with a page that holds the form.
import { freshSession, renewToken } from './session_token.js'

const AGAIN = 3_000
const DOWN = 'The server cannot be reached. Your decision waits here, and is saved as soon as it can be. Keep this page open.'
const OTHER = 'Somebody else has signed in in this browser. Sign in as yourself in another tab; your decision waits here.'

const pause = () => new Promise((resume) => setTimeout(resume, AGAIN))

// What keeps the decision from being sent, in a sentence, or '' where nothing does.
async function hindrance(viewer) {
  try {
    const session = await freshSession(window.location.href)
    // A page without the form, such as that of an action which was closed meanwhile, names nobody.
    if (session?.viewer && session.viewer !== viewer) return OTHER
    if (session) renewToken(session.token)
    return ''
  } catch { return DOWN }
}

export function startSending(form) {
  const notice = form.querySelector('[data-sending]')
  let waits = false

  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (waits) return
    waits = true
    for (let words = await hindrance(form.dataset.viewer); words; words = await hindrance(form.dataset.viewer)) {
      notice.firstElementChild.textContent = words
      notice.hidden = false
      await pause()
    }
    waits = false
    form.submit()
  })

  window.addEventListener('beforeunload', (event) => { if (waits && !notice.hidden) event.preventDefault() })
}
