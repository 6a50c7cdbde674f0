// After a meeting: each mail is shown at its full length, and the button says how many are ticked.
const ticked = document.querySelector('[data-ticked]')

function fit(frame) {
  const page = frame.contentDocument?.documentElement
  if (!page) return
  // Measured from nothing: a frame that is too long never says so by itself.
  frame.style.height = '0'
  frame.style.height = `${page.scrollHeight + 2}px`
}

const frames = [...document.querySelectorAll('iframe[data-fit]')]
for (const frame of frames) {
  frame.addEventListener('load', () => fit(frame))
  if (frame.contentDocument?.readyState === 'complete') fit(frame)
}
window.addEventListener('resize', () => frames.forEach(fit))

function count() {
  const number = document.querySelectorAll('[form=release-ticked]:checked').length
  ticked.textContent = number ? ` (${number})` : ''
}

if (ticked) {
  document.addEventListener('change', count)
  // The browser may bring ticks back after going back to this page.
  window.addEventListener('pageshow', count)
}
