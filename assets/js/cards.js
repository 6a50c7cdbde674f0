// Keys of the matters arising: / goes to the outcomes, Ctrl+Enter saves, Alt+arrows go to the next or the previous card.
const form = document.querySelector('.app-decision')

function types(element) {
  return element.matches('textarea, select, input:not([type=radio]):not([type=checkbox])')
}

function go(rel) {
  document.querySelector(`.app-cards-nav a[rel=${rel}]`)?.click()
}

function toOutcomes(event) {
  event.preventDefault()
  const chosen = form?.querySelector('input[name=outcome]:checked') ?? form?.querySelector('input[name=outcome]')
  chosen?.focus()
}

document.addEventListener('keydown', (event) => {
  if (event.altKey && event.key === 'ArrowDown') go('next')
  else if (event.altKey && event.key === 'ArrowUp') go('prev')
  else if (event.ctrlKey && event.key === 'Enter') form?.requestSubmit()
  else if (event.key === '/' && !event.ctrlKey && !event.altKey && !types(event.target)) toOutcomes(event)
})
