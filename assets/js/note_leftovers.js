// What this person typed here, was not saved, and has no field on this page any more: the meeting was closed meanwhile, or the
// item is gone from the agenda. It is shown until they say that it can go.
import { FIELDS, LABELS, same } from './note_texts.js'

function element(tag, className, ...inside) {
  const made = document.createElement(tag)
  made.className = className
  made.append(...inside)
  return made
}

function button(words, act) {
  const made = element('button', 'app-link-button', words)
  made.type = 'button'
  made.addEventListener('click', act)
  return made
}

function notice(draft, isOver, forget) {
  const made = element('div', 'app-notice app-notice--amber app-note__left')
  const why = isOver
    ? 'You typed this before the meeting was closed, and it did not arrive in time. It is kept on this computer alone: the record can still be corrected with it, with a reason.'
    : `You typed this under “${draft.heading}”, which is not on the agenda any more. It is kept on this computer alone.`
  made.append(element('p', '', why))
  for (const field of FIELDS) {
    if (draft.mine[field] === draft.base[field]) continue
    made.append(element('h3', 'app-notes__label', LABELS[field]), element('p', 'app-note__words app-words', draft.mine[field] || 'nothing'))
  }
  made.append(element('p', 'app-note__choices', button('Forget it', () => { forget(); made.remove() })))
  return made
}

export function showLeftovers(place, drafts) {
  for (const item of drafts.items()) {
    const draft = drafts.read(item)
    const section = place.querySelector(`[data-note-of="${item}"]`)
    if (!draft || section?.querySelector('form[data-note]')) continue
    if (same(draft.mine, draft.base)) drafts.forget(item, draft)
    else (section ?? place).prepend(notice(draft, Boolean(section), () => drafts.forget(item, draft)))
  }
}
