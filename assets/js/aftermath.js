// After a meeting: the button says how many of its mails are ticked.
import './mail_frames.js'

const ticked = document.querySelector('[data-ticked]')

function count() {
  const number = document.querySelectorAll('[form=release-ticked]:checked').length
  ticked.textContent = number ? ` (${number})` : ''
}

if (ticked) {
  document.addEventListener('change', count)
  // The browser may bring ticks back after going back to this page.
  window.addEventListener('pageshow', count)
}
