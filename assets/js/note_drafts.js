// What was typed into notes and is not saved yet, in this browser's storage: filed under who typed it, the meeting and
// the item. A draft: {mine, base, sent, heading}; see note_texts.js.

const prefix = (viewer, meeting) => `notes:${viewer}:${meeting}:`

// Private windows may refuse storage: the answer is null, and the page says that nothing is kept.
function storage(what) {
  try { return what() } catch { return null }
}

export class Drafts {
  constructor(viewer, meeting) {
    this.prefix = prefix(viewer, meeting)
  }

  read(item) {
    return storage(() => JSON.parse(localStorage.getItem(this.prefix + item)))
  }

  // True where it is kept.
  keep(item, draft) {
    return Boolean(storage(() => { localStorage.setItem(this.prefix + item, JSON.stringify(draft)); return true }))
  }

  // Forgets `draft`, but not what another tab has put in its place.
  forget(item, draft) {
    const kept = storage(() => localStorage.getItem(this.prefix + item))
    if (kept && kept === JSON.stringify(draft)) storage(() => localStorage.removeItem(this.prefix + item))
  }

  // The items of this meeting that have a draft.
  items() {
    const names = storage(() => Object.keys(localStorage)) ?? []
    return names.filter((name) => name.startsWith(this.prefix)).map((name) => name.slice(this.prefix.length))
  }
}
