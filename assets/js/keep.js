// Keeps what is typed in a form marked data-keep="name" in this browser until it has been sent.
// The name must say whose and which: "update-Action 016", "asha-edit-PPM-016".
//
// Kept text comes back by itself into empty fields, and into a form marked data-keep-back, whose page brings proposals
// alone; where the page brought other text, it is offered.
// It is forgotten when sending led to another page (a POST that worked is answered with a redirect) which is neither the
// form again nor marked data-keep-hold (errors, sign-in), or when a page says so with data-keep-clear="name". A form marked
// data-keep-again sends the same once more. Of a form that htmx sends, the script that put it there forgets it.

const SENT = 'kept:sent'
const WORDS = 'textarea, select, input:not([type=hidden]):not([type=file]):not([type=password]):not([type=submit])'
const device = window.matchMedia('(pointer: coarse) and (max-width: 640px)').matches ? 'phone' : 'computer'

// Private windows may refuse storage: then nothing is kept, and nothing claims that it is.
function storage(what) {
  try { return what() } catch { return null }
}

const place = (name) => `kept:${name}`
export const forget = (name) => storage(() => localStorage.removeItem(place(name)))

function read(form) {
  const kept = {}
  for (const field of form.querySelectorAll(WORDS)) {
    if (field.type === 'radio' || field.type === 'checkbox') {
      if (field.checked) (kept[field.name] ??= []).push(field.value)
    } else if (field.value) kept[field.name] = field.value
  }
  return kept
}

function fill(form, kept) {
  for (const field of form.querySelectorAll(WORDS)) {
    const value = kept[field.name]
    if (field.type === 'radio' || field.type === 'checkbox') field.checked = (value ?? []).includes(field.value)
    else field.value = value ?? ''
    // A field in a closed drawer is shown once there is something in it.
    const drawer = field.closest('details')
    if (drawer && value && field.type !== 'radio') drawer.open = true
  }
}

function say(form, words, isWarning = false) {
  const line = form.querySelector('[data-keep-status]')
  if (!line || line.textContent === words) return
  line.textContent = words
  line.classList.toggle('app-kept--warning', isWarning)
}

function keep(form) {
  const kept = read(form)
  const done = storage(() => {
    if (Object.keys(kept).length) localStorage.setItem(place(form.dataset.keep), JSON.stringify(kept))
    else forget(form.dataset.keep)
    return true
  })
  if (done) say(form, Object.keys(kept).length ? `✓ Kept on this ${device} as you type` : '')
  else say(form, 'This browser keeps nothing. Do not close the page before you send.', true)
}

function offer(form, kept) {
  const notice = document.createElement('div')
  notice.className = 'app-notice'
  const words = document.createElement('p')
  words.append('You typed something here before and did not send it. ')
  for (const [label, act] of [['Bring it back', () => { fill(form, kept); keep(form) }], ['Forget it', () => forget(form.dataset.keep)]]) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'app-link-button'
    button.textContent = label
    button.addEventListener('click', () => { act(); notice.remove() })
    words.append(button, ' ')
  }
  notice.append(words)
  form.prepend(notice)
}

function look(form) {
  const before = JSON.stringify(read(form))
  const text = storage(() => localStorage.getItem(place(form.dataset.keep)))
  if (text && text !== before) {
    const kept = storage(() => JSON.parse(text))
    if (kept && (before === '{}' || form.hasAttribute('data-keep-back'))) {
      fill(form, kept)
      say(form, `✓ Brought back: you typed this on this ${device} before`)
    } else if (kept) offer(form, kept)
  }
  form.addEventListener('input', () => keep(form))
  form.addEventListener('change', () => keep(form))
  if (!form.hasAttribute('hx-post')) form.addEventListener('submit', () => storage(() => sessionStorage.setItem(SENT, form.dataset.keep)))
}

function forgetWhatArrived() {
  for (const sign of document.querySelectorAll('[data-keep-clear]')) forget(sign.dataset.keepClear)
  const sent = storage(() => sessionStorage.getItem(SENT))
  if (!sent) return
  storage(() => sessionStorage.removeItem(SENT))
  const arrived = performance.getEntriesByType('navigation')[0]?.redirectCount > 0
  const again = [...document.querySelectorAll('[data-keep]')].some((form) => form.dataset.keep === sent)
  for (const form of document.querySelectorAll('form[data-keep-again]')) {
    form.addEventListener('submit', () => storage(() => sessionStorage.setItem(SENT, sent)))
  }
  if (arrived && !again && !document.querySelector('[data-keep-hold]')) forget(sent)
}

forgetWhatArrived()
document.querySelectorAll('form[data-keep]').forEach(look)
// A form that came later, in the place of something else. The event comes for the page itself too.
document.addEventListener('htmx:load', (event) => {
  const came = event.detail.elt
  if (came !== document.body) came.querySelectorAll?.('form[data-keep]').forEach(look)
})
