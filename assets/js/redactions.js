// Words are chosen by selecting them; a text is chosen without leaving the page. Without this script the links and the form do the same.
const form = document.querySelector('[data-redact-form]')

function choose(place, words) {
  form.elements.path.value = place.dataset.redactPath
  form.elements.words.value = words
  form.querySelector('[data-redact-heading]').textContent = `Withhold: ${place.dataset.redactLabel}`
  form.querySelector('[data-redact-text]').textContent = place.textContent
  form.querySelectorAll('.govuk-error-message').forEach((message) => message.remove())
}

const placeOf = (node) => (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest('[data-redact-path]')

// A part of a word is not withheld: the selection grows to whole words.
function wholeWords(selection) {
  const range = selection.getRangeAt(0)
  const { startContainer: first, endContainer: last } = range
  let { startOffset: start, endOffset: end } = range
  const isLetter = (text, at) => /[\p{L}\p{N}]/u.test(text[at] ?? '')
  if (first.nodeType === Node.TEXT_NODE) while (start > 0 && isLetter(first.data, start - 1) && isLetter(first.data, start)) start -= 1
  if (last.nodeType === Node.TEXT_NODE) while (end > 0 && isLetter(last.data, end - 1) && isLetter(last.data, end)) end += 1
  const grown = range.cloneRange()
  grown.setStart(first, start)
  grown.setEnd(last, end)
  return grown.toString().trim()
}

function selected() {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed) return
  const place = placeOf(selection.anchorNode)
  if (place && place === placeOf(selection.focusNode)) choose(place, wholeWords(selection))
}

function clicked(event) {
  const link = event.target.closest('a[data-redact-choose]')
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  const place = document.querySelector(`[data-redact-path="${CSS.escape(link.dataset.redactChoose)}"]`)
  if (!place) return
  event.preventDefault()
  choose(place, '')
  form.querySelector('[data-redact-heading]').focus()
}

if (form) {
  document.addEventListener('mouseup', () => setTimeout(selected))
  document.addEventListener('keyup', (event) => { if (event.shiftKey || event.key === 'Shift') selected() })
  document.addEventListener('click', clicked)
}
