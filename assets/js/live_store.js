// What the meeting room keeps in this browser. Private windows may refuse storage: then it lives as long as the page does.
const memory = new Map()

export function stored(name) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? memory.get(name) ?? null
  } catch {
    return memory.get(name) ?? null
  }
}

export function store(name, value) {
  const isEmpty = value === null || value.length === 0
  try {
    if (isEmpty) localStorage.removeItem(name)
    else localStorage.setItem(name, JSON.stringify(value))
    memory.delete(name)
  } catch {
    if (isEmpty) memory.delete(name)
    else memory.set(name, value)
  }
}

export function namesInStore() {
  try { return Object.keys(localStorage) } catch { return [] }
}

// randomUUID exists only on https and localhost; an office may try the app on plain http first.
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

// Where the lines of one person at one meeting wait. The name says whose they are.
export const queueName = (viewer, meeting) => `live:${viewer}:${meeting}:unsent`

// Where what stands in the box of one person at one meeting is kept.
export const draftName = (viewer, meeting) => `live:${viewer}:${meeting}:draft`

// {name, count} of each other person whose lines of this meeting wait in this browser.
export function linesOfOthers(viewer, meeting) {
  const others = []
  for (const name of namesInStore()) {
    const [, whose] = name.match(/^live:([^:]*):(.*):unsent$/) ?? []
    if (whose === undefined || whose === viewer || name !== queueName(whose, meeting)) continue
    const lines = stored(name) ?? []
    if (lines.length) others.push({ name: lines[0].by || 'someone else', count: lines.length })
  }
  return others
}
