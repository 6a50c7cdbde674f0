// Two people changed the same text of an item: both stand side by side, and one of them chooses. In the meeting room this
// opens over the page when asked for; on the page of all notes it stands in its place.
import { LABELS } from './note_texts.js'

function element(tag, className, text = '') {
  const made = document.createElement(tag)
  made.className = className
  made.textContent = text
  return made
}

function button(words, className, act) {
  const made = element('button', className, words)
  made.type = 'button'
  made.addEventListener('click', act)
  return made
}

function text(whose, words, isMine) {
  const made = element('div', `app-conflict__text${isMine ? ' app-conflict__text--mine' : ''}`)
  made.append(element('p', 'app-conflict__whose', whose), element('p', 'app-conflict__words', words || 'nothing'))
  return made
}

function panel(note) {
  const { theirs, fields } = note.clash
  const made = element('section', 'app-conflict')
  const heading = element('h3', 'app-conflict__heading', `Someone saved first: ${note.heading}`)
  heading.id = `clash-${note.item}`
  made.setAttribute('aria-labelledby', heading.id)
  made.append(heading, element('p', 'app-conflict__lead', `${theirs.who} saved at ${theirs.when}, while you were typing. Nothing of yours is lost: choose what the record should say.`))
  for (const field of fields) {
    const texts = element('div', 'app-conflict__texts')
    texts.append(text('You typed', note.mine[field], true), text(`${theirs.who} saved`, theirs[field], false))
    made.append(element('h4', 'app-conflict__name', LABELS[field]), texts)
  }
  const choices = element('div', 'app-actions')
  const choice = (words, className, chosen) => button(words, className, () => { made.closest('dialog')?.close(); note.settle(chosen) })
  choices.append(
    choice('Keep both, and edit', 'govuk-button', 'both'),
    choice('Keep mine', 'govuk-button govuk-button--secondary', 'mine'),
    choice('Keep theirs', 'govuk-button govuk-button--secondary', 'theirs')
  )
  made.append(choices)
  return made
}

// Puts the panel there anew, and the focus back on the button that had it.
function fill(place, note) {
  const at = [...place.querySelectorAll('button')].indexOf(document.activeElement)
  place.replaceChildren(panel(note))
  place.querySelectorAll('button')[at]?.focus()
}

function opener(note, dialog) {
  return button('Compare and choose', 'govuk-button govuk-button--secondary app-note__compare', () => {
    dialog.dataset.item = note.item
    fill(dialog.querySelector('[data-dialog-place]'), note)
    dialog.showModal()
  })
}

export function showConflict(note) {
  const place = note.form.querySelector('[data-note-conflict]')
  const dialog = document.getElementById('note-dialog')
  const key = note.clash ? JSON.stringify([note.clash, note.mine]) : ''
  if ((place.dataset.shown ?? '') === key) return
  place.dataset.shown = key
  place.hidden = !note.clash
  if (!note.clash) place.replaceChildren()
  else if (!dialog) fill(place, note)
  else if (dialog.open && dialog.dataset.item === note.item) fill(dialog.querySelector('[data-dialog-place]'), note)
  else if (!place.firstChild) place.append(opener(note, dialog))
}
