// The token that each change carries, and whose session this browser has. After a new sign-in in another tab the
// token that the page came with is stale; a fresh page holds the new one, and says for whom.

const PATIENCE = 15_000

export function currentToken() {
  return document.querySelector('meta[name="csrf-token"]')?.content ?? ''
}

export function renewToken(token) {
  document.querySelector('meta[name="csrf-token"]').content = token
  for (const field of document.querySelectorAll('input[name="csrf_token"]')) field.value = token
}

// {token, viewer} of a page of ours that says data-viewer; null when nobody is signed in. Throws where there is no network.
export async function freshSession(address) {
  const page = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) })
  if (!page.ok) return null
  const read = new DOMParser().parseFromString(await page.text(), 'text/html')
  const token = read.querySelector('meta[name="csrf-token"]')?.content
  return token ? { token, viewer: read.querySelector('[data-viewer]')?.dataset.viewer ?? '' } : null
}
