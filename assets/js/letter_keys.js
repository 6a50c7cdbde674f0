// Keys without Ctrl or Alt work outside text fields alone, and can be switched off in the room (WCAG 2.1.4).
export const SWITCH = 'keys:single-letter'

export const isText = (element) => Boolean(element.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]'))

export function areOn() {
  try { return localStorage.getItem(SWITCH) !== 'off' } catch { return true }
}
