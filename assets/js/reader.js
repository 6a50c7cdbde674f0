// The reader by mouse and keyboard: words that are selected can be used as evidence, in a form that opens beside the page.
// Without this script paragraphs are ticked, and the form is a page of its own. Who may only read has the keys that turn pages.
import { startKeys } from './live_keys.js'

const text = document.querySelector('[data-reader]')
const panel = document.getElementById('use')
const bubble = document.getElementById('bubble')
const paragraphs = text ? [...text.querySelectorAll('p[data-starts]')] : []
const selection = document.getSelection()
let cameFrom = null

// Where a point of the selection stands among the characters of the page.
function place(node, offset) {
  const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.('p[data-starts]')
  if (!paragraph) return null
  const before = document.createRange()
  before.selectNodeContents(paragraph)
  before.setEnd(node, offset)
  return Number(paragraph.dataset.starts) + before.toString().length
}

// The selected characters; None where nothing of the text is selected. An end beyond the text is the end of the text.
function selected() {
  if (selection.rangeCount === 0 || selection.isCollapsed) return null
  const range = selection.getRangeAt(0)
  const touched = paragraphs.filter((one) => range.intersectsNode(one))
  if (touched.length === 0) return null
  const last = touched.at(-1)
  const starts = place(range.startContainer, range.startOffset) ?? Number(touched[0].dataset.starts)
  const ends = place(range.endContainer, range.endOffset) ?? Number(last.dataset.starts) + last.textContent.length
  return ends > starts && range.toString().trim() ? { starts, ends, range } : null
}

function showBubble() {
  const chosen = selected()
  bubble.hidden = !chosen || !panel.hidden
  if (bubble.hidden) return
  const box = chosen.range.getBoundingClientRect()
  const room = document.documentElement.clientWidth - bubble.offsetWidth - 8
  bubble.style.top = `${window.scrollY + box.bottom + 6}px`
  bubble.style.left = `${window.scrollX + Math.max(8, Math.min(box.left, room))}px`
}

async function open(query) {
  const address = new URL(text.dataset.use, window.location.href)
  for (const [name, value] of query) address.searchParams.append(name, value)
  try {
    await window.htmx.ajax('GET', address.pathname + address.search, { target: panel, swap: 'innerHTML' })
  } catch { return }
  panel.hidden = false
  bubble.hidden = true
  cameFrom = document.activeElement
  panel.scrollIntoView({ block: 'nearest' })
  document.getElementById('use-heading')?.focus()
}

function close() {
  if (panel.hidden) return false
  panel.hidden = true
  panel.replaceChildren()
  cameFrom?.focus?.()
  return true
}

function useSelected() {
  const chosen = selected()
  if (chosen) open([['kind', 'words'], ['starts', chosen.starts], ['ends', chosen.ends]])
}

// The paragraph in which the selection begins, or none yet.
const here = () => paragraphs.findIndex((one) => selection.anchorNode && one.contains(selection.anchorNode))

function toParagraph(way) {
  const next = paragraphs[Math.min(Math.max(here() + way, 0), paragraphs.length - 1)]
  if (!next) return
  next.focus()
  selection.collapse(next, 0)
  selection.modify('extend', 'forward', 'word')
}

const click = (rel) => document.querySelector(`.app-reader-bar a[rel=${rel}]`)?.click()

const reading = {
  n: () => click('next'),
  p: () => click('prev'),
  f: () => document.getElementById('find')?.focus(),
  '?': () => document.getElementById('keys').showModal()
}
const choosing = {
  j: () => toParagraph(1),
  k: () => toParagraph(-1),
  u: useSelected
}

startKeys(text ? { ...reading, ...choosing } : reading, { step: (way) => click(way > 0 ? 'next' : 'prev') })

// Shift and the arrows change what is selected, though nothing here can be typed in.
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !document.querySelector('dialog[open]')) close()
  if (!event.shiftKey || event.altKey || !event.key.startsWith('Arrow') || here() < 0) return
  if (event.target.closest('input, textarea, select')) return
  const unit = event.key === 'ArrowUp' || event.key === 'ArrowDown' ? 'line' : event.ctrlKey ? 'word' : 'character'
  event.preventDefault()
  selection.modify('extend', event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 'forward' : 'backward', unit)
})

if (bubble) {
  document.addEventListener('selectionchange', showBubble)
  window.addEventListener('resize', showBubble)
  // Before the press takes the selection away.
  bubble.addEventListener('pointerdown', (event) => event.preventDefault())
  bubble.addEventListener('click', useSelected)
}

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-close-use]') && close()) event.preventDefault()
})

// The buttons under the text open the same form beside it.
text?.closest('form').addEventListener('submit', (event) => {
  event.preventDefault()
  const given = [...new FormData(event.target, event.submitter)].filter(([name]) => name !== 'action')
  const chosen = event.submitter?.value === 'words' && !given.some(([name]) => name === 'paragraph') ? selected() : null
  if (chosen) useSelected()
  else open(given)
})
