// Evidence opens beside what is being decided: a link with data-beside fills the pane, and Escape or its button closes it.
// Without this script such a link opens a page of its own.
const pane = document.getElementById('beside')
const heading = document.getElementById('beside-heading')
const body = document.getElementById('beside-body')
const links = () => [...document.querySelectorAll('a[data-beside]')]
let opener = null

// The body is filled before anything moves, so that the focus comes to something that is there.
async function open(link) {
  try {
    await window.htmx.ajax('GET', link.href, { target: body, swap: 'innerHTML' })
  } catch { return }
  opener?.removeAttribute('aria-current')
  opener = link
  opener.setAttribute('aria-current', 'true')
  heading.textContent = link.textContent
  pane.hidden = false
  document.body.classList.add('app-has-pane')
  pane.scrollIntoView({ block: 'nearest' })
  heading.focus({ preventScroll: true })
}

// Answers whether there was anything to close.
export function closeBeside() {
  if (!pane || pane.hidden) return false
  pane.hidden = true
  body.replaceChildren()
  document.body.classList.remove('app-has-pane')
  opener?.removeAttribute('aria-current')
  opener?.focus()
  opener = null
  return true
}

// The first piece of evidence, or the one after that which is open; after the last, the pane closes.
export function openNextEvidence() {
  const all = links()
  const next = all[opener ? all.indexOf(opener) + 1 : 0]
  if (next) open(next)
  else closeBeside()
}

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-close-beside]')) return closeBeside()
  const link = event.target.closest('a[data-beside]')
  if (!pane || !link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
  event.preventDefault()
  open(link)
})
