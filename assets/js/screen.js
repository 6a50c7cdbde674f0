// The screen for the room: htmx fetches what changed; this keeps the clock, shows only what fits, says when the line is
// lost, and keeps the display awake.
const lost = document.getElementById('lost')
let ahead = 0
let lastAnswer = Date.now()
let lastLarge = ''

const page = () => document.getElementById('screen')
const clock = () => page().querySelector('time')

document.body.classList.add('js-enabled')

function minute(moment, zone) {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(moment)
}

// The record has its own time, which a demonstration shifts: the page brings it, and this machine counts on.
function setClock() {
  ahead = Date.parse(clock().dataset.now) - Date.now()
}

function tick() {
  const words = minute(new Date(Date.now() + ahead), clock().dataset.zone)
  if (clock().textContent !== words) clock().textContent = words
}

// Rows that do not fit are taken off the end, and counted.
function fit() {
  const list = page().querySelector('[data-fit]')
  if (!list) return
  const more = page().querySelector('[data-more]')
  const rows = [...list.children]
  const without = [...rows].filter((row) => !row.classList.contains('app-screen__scripted')).length
  const total = Number(more.dataset.total ?? (more.dataset.total = String(Number(more.dataset.more) + without)))
  const frame = list.closest('main')
  for (const row of rows) row.hidden = false
  for (let shown = rows.length; shown >= 0; shown -= 1) {
    for (const row of rows.slice(shown)) row.hidden = true
    more.hidden = total <= shown
    more.textContent = `and ${total - shown} more`
    if (frame.scrollHeight <= frame.clientHeight) break
  }
}

// What was just logged fades in once; the page is made anew for other reasons too.
function welcome() {
  const large = page().querySelector('[data-reference]')
  const reference = large?.dataset.reference ?? ''
  if (reference !== lastLarge) large?.classList.add('app-screen__large--new')
  lastLarge = reference
}

function begin() {
  setClock()
  tick()
  fit()
  welcome()
}

function answered() {
  lastAnswer = Date.now()
  lost.textContent = ''
}

function say(why) {
  const since = minute(new Date(lastAnswer + ahead), clock().dataset.zone)
  lost.textContent = `${why}. This is how it stood at ${since}.`
}

// A wall is no place for a sign-in form: whoever signs in again in another tab brings the screen back.
function staySignedOut(event) {
  if (event.detail.xhr.status !== 401) return
  event.preventDefault()
  say('Signed out')
}

// A display that goes dark is of no use to a room. The lock is lost whenever the page is hidden.
async function stayAwake() {
  if (document.visibilityState !== 'visible') return
  try { await navigator.wakeLock?.request('screen') } catch { /* refused, by a low battery for one: the screen may go dark */ }
}

document.body.addEventListener('htmx:afterSettle', begin)
document.body.addEventListener('htmx:afterRequest', (event) => { if (event.detail.successful) answered() })
for (const name of ['htmx:sendError', 'htmx:timeout', 'htmx:responseError']) document.body.addEventListener(name, () => say('No connection'))
document.body.addEventListener('htmx:beforeOnLoad', staySignedOut)
document.addEventListener('visibilitychange', stayAwake)
window.addEventListener('resize', fit)
document.fonts?.ready.then(fit)
setInterval(tick, 1000)
begin()
stayAwake()
