// What this person typed here, was not saved, and has no field on this page any more: the meeting was closed meanwhile, or the
// item is gone from the agenda. It is shown until they say that it can go.
import { FIELDS, LABELS, joined, same, together } from './note_texts.js'

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

// The form that corrects the notes keeps what is typed in it, as keep.js does: what is put there is offered when it opens.
function toCorrection(section, texts) {
  const link = element('a', 'govuk-link govuk-link--no-visited-state', 'Correct the record with it')
  link.href = section.dataset.correct
  link.addEventListener('click', () => {
    try { localStorage.setItem(`kept:correct-notes-${section.dataset.correct}`, JSON.stringify(texts)) } catch { /* it is on this page */ }
  })
  return link
}

function notice(draft, section, forget) {
  const made = element('div', 'app-notice app-notice--amber app-note__left')
  const why = section ? 'You typed this before the meeting was closed, and it did not arrive in time.' : `You typed this under “${draft.heading}”, which is not on the agenda any more.`
  made.append(element('p', '', `${why} It is kept on this computer alone.`))
  for (const field of FIELDS) {
    if (draft.mine[field] === draft.base[field]) continue
    made.append(element('h3', 'app-notes__label', LABELS[field]), element('p', 'app-note__words app-words', draft.mine[field] || 'nothing'))
  }
  const choices = element('p', 'app-note__choices', button('Forget it', () => { forget(); made.remove() }))
  if (section?.dataset.correct) choices.prepend(toCorrection(section, withRecord(draft, section)), ' ')
  made.append(choices)
  return made
}

// What the record would say with what was typed: where somebody else changed the same text, theirs and then mine.
function withRecord({ mine, base, sent }, section) {
  const theirs = JSON.parse(section.dataset.onRecord)
  const { texts, clashes } = together({ mine, base, sent, theirs })
  for (const field of clashes) texts[field] = joined(theirs[field], mine[field])
  return texts
}

function isOnRecord(draft, section) {
  const onRecord = section?.dataset.onRecord
  return same(draft.mine, draft.base) || Boolean(onRecord && same(draft.mine, JSON.parse(onRecord)))
}

export function showLeftovers(place, drafts) {
  for (const item of drafts.items()) {
    const draft = drafts.read(item)
    const section = place.querySelector(`[data-note-of="${item}"]`)
    if (!draft || section?.querySelector('form[data-note]')) continue
    const forget = () => drafts.forget(item, draft)
    if (isOnRecord(draft, section)) forget()
    else (section ?? place).prepend(notice(draft, section, forget))
  }
}
