// The two texts of an item, and what becomes of them when somebody else saved meanwhile. Nothing here touches the page.

export const FIELDS = ['notes', 'decisions']
export const LABELS = { notes: 'Notes', decisions: 'Decisions' }

export function same(one, other) {
  return FIELDS.every((field) => one[field] === other[field])
}

// What was typed (`mine`, from `base`) put together with what is on record (`theirs`), field by field. `sent` are texts of our
// own that were sent and never answered: where the record has one of them, nobody else was there.
// Answers {texts, clashes}: a field that both changed keeps mine, and is named in `clashes`.
export function together({ mine, base, sent, theirs }) {
  const texts = { ...mine }
  const clashes = []
  for (const field of FIELDS) {
    const ours = [base, ...sent].some((known) => known[field] === theirs[field])
    if (ours || mine[field] === theirs[field]) continue
    if (mine[field] === base[field]) texts[field] = theirs[field]
    else clashes.push(field)
  }
  return { texts, clashes }
}

// Both texts, one below the other, for somebody to make one of them.
export function joined(theirs, mine) {
  return `${theirs.trimEnd()}\n\n${mine.trimStart()}`
}
