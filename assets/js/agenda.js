// The agenda: the box is free again at once, a button that moved a heading keeps the keyboard, and headings can be dragged.
const box = document.getElementById('line')
const problem = document.getElementById('line-problem')
const trouble = document.getElementById('agenda-problem')
const said = document.getElementById('agenda-said')
const list = () => document.getElementById('agenda-list')

const isList = (element) => element?.id === 'agenda-list'
const isAdding = (element) => element?.id === 'add'
const sent = new WeakMap()

function put(text) {
  box.value = text
  box.dispatchEvent(new Event('input', { bubbles: true }))
}

// A line that was not taken comes back; where something was typed meanwhile, both are kept.
function giveBack(request) {
  const text = sent.get(request)
  if (text === undefined) return
  sent.delete(request)
  put(box.value ? `${text} ${box.value}` : text)
  box.focus()
}

document.body.addEventListener('htmx:beforeSend', (event) => {
  if (!isAdding(event.detail.elt)) return
  sent.set(event.detail.xhr, box.value)
  put('')
})

// What was refused is said where it was asked for, and the list stays.
document.body.addEventListener('htmx:beforeSwap', (event) => {
  const { xhr, requestConfig } = event.detail
  if (!isList(event.detail.target)) return
  problem.replaceChildren()
  trouble.replaceChildren()
  // Dragging leaves style attributes behind, which htmx would carry over and the content security policy refuses.
  for (const item of list().querySelectorAll('[style]')) item.removeAttribute('style')
  if (xhr.status < 400) return
  event.detail.target = isAdding(requestConfig.elt) ? problem : trouble
  event.detail.swapOverride = 'innerHTML'
})

for (const failure of ['htmx:responseError', 'htmx:sendError', 'htmx:timeout', 'htmx:abort']) {
  document.body.addEventListener(failure, (event) => giveBack(event.detail.xhr))
}
document.body.addEventListener('htmx:afterRequest', (event) => {
  if (event.detail.xhr.status >= 400) giveBack(event.detail.xhr)
})

// At either end one of the two buttons is gone: the other one of the heading takes the keyboard.
let pressed = null
document.addEventListener('click', (event) => { pressed = event.target.closest('.app-step')?.id ?? null })

document.body.addEventListener('htmx:afterSettle', (event) => {
  if (!isList(event.detail.elt)) return
  said.textContent = list().dataset.said
  document.querySelector('h1').textContent = list().dataset.heading
  if (pressed && document.activeElement === document.body) {
    const [step, id] = pressed.split('-')
    const other = document.getElementById(pressed) ?? document.getElementById(`${step === 'up' ? 'down' : 'up'}-${id}`)
    other?.focus()
  }
  drag()
})

function drag() {
  const order = document.getElementById('agenda-order')
  if (!order || !window.Sortable) return
  window.Sortable.create(order, {
    handle: '.app-order__handle',
    animation: window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 120,
    ghostClass: 'app-order__item--from',
    onEnd: ({ item, oldIndex, newIndex }) => {
      if (oldIndex === newIndex) return
      const after = item.previousElementSibling?.dataset.id ?? ''
      pressed = null
      window.htmx.ajax('POST', `${list().dataset.place}/${item.dataset.id}/place`, { source: said, target: '#agenda-list', swap: 'outerHTML', values: { after } })
        .then(() => { if (trouble.childElementCount) return again() })
    }
  })
}

// The list as it is on record, after a move that was refused.
function again() {
  return window.htmx.ajax('GET', list().dataset.place, { source: said, target: '#agenda-list', swap: 'outerHTML' })
}

drag()
