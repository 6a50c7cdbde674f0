// A mail in a frame is shown at its full length.
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
