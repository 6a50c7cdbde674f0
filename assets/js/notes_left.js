// Where there are no notes on the page: whether some that were typed in this browser wait on the page of all notes.
import { Drafts } from './note_drafts.js'
import { same } from './note_texts.js'

const place = document.querySelector('[data-notes-left]')
const drafts = new Drafts(place.dataset.viewer, place.dataset.meetingId)
const isLeft = (draft) => draft && !same(draft.mine, draft.base)

place.hidden = !drafts.items().some((item) => isLeft(drafts.read(item)))
