// The key / leads to the search box: the one in the header, else that of the page.
import { areOn, isText } from './letter_keys.js'

const isSeen = (element) => element.offsetParent !== null

document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.isComposing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
  if (isText(event.target) || document.querySelector('dialog[open]') || !areOn()) return
  const box = [...document.querySelectorAll('input[name=q][type=search]')].find(isSeen)
  if (!box) return
  event.preventDefault()
  box.focus()
  box.select()
})
