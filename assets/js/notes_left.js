// Where there are no notes on the page: whether some that were typed in this browser wait on the page of all notes.
import { Drafts } from './note_drafts.js'

const place = document.querySelector('[data-notes-left]')
place.hidden = !new Drafts(place.dataset.viewer, place.dataset.meetingId).items().length
