// Adds several documents: each file is sent by itself, with a bar of its own, and one that is refused keeps no other back.
// Without this script the form sends them all together.
const form = document.getElementById('add-documents')
const field = form.querySelector('[name=file]')
const place = document.getElementById('uploads')
const heading = document.getElementById('uploads-heading')
const list = place.querySelector('ul')
const button = form.querySelector('button.govuk-button')

const UNREACHED = 'The server could not be reached. Try this file again.'

function row(file) {
  const item = document.createElement('li')
  item.className = 'app-filing'
  const name = Object.assign(document.createElement('p'), { className: 'app-filing__name', textContent: file.name })
  const bar = Object.assign(document.createElement('progress'), { className: 'app-filing__bar', max: 1, value: 0 })
  bar.setAttribute('aria-label', `Sending ${file.name}`)
  const said = Object.assign(document.createElement('p'), { className: 'app-filing__said', textContent: 'Waits' })
  item.append(name, bar, said)
  list.append(item)
  return { bar, said }
}

function dataFor(file, alone) {
  const data = new FormData(form)
  data.delete('file')
  data.append('file', file)
  // A title and a code are of one document; each of several is called after its file.
  if (!alone) { data.set('title', ''); data.set('code', '') }
  return data
}

// Answers {status, body}; never fails.
function send(file, alone, shown) {
  return new Promise((done) => {
    const asked = new XMLHttpRequest()
    asked.open('POST', form.action)
    asked.setRequestHeader('Accept', 'application/json')
    asked.responseType = 'json'
    asked.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) shown.bar.value = event.loaded / event.total
    })
    for (const end of ['error', 'abort', 'timeout']) asked.addEventListener(end, () => done({ status: 0, body: { error: UNREACHED } }))
    asked.addEventListener('load', () => done({ status: asked.status, body: asked.response ?? { error: UNREACHED } }))
    shown.said.textContent = 'Being sent'
    asked.send(dataFor(file, alone))
  })
}

async function sendAll(files) {
  list.replaceChildren()
  place.hidden = false
  button.disabled = true
  const shown = files.map(row)
  const added = []
  const refused = []
  for (const [index, file] of files.entries()) {
    heading.textContent = `Sending file ${index + 1} of ${files.length}`
    const { status, body } = await send(file, files.length === 1, shown[index])
    const worked = status >= 200 && status < 300
    shown[index].bar.value = worked ? 1 : 0
    say(shown[index].said, worked, body)
    if (worked) added.push(body)
    else refused.push(file)
  }
  button.disabled = false
  if (refused.length || added.some((one) => one.known)) return stay(added, refused)
  leave(added)
}

function say(said, worked, body) {
  said.classList.toggle('app-filing__said--refused', !worked)
  said.textContent = worked ? (body.known ? 'Not added twice: on record already as ' : 'Kept: ') : body.error
  if (worked) said.append(Object.assign(document.createElement('a'), { className: 'govuk-link', href: body.href, textContent: body.title }))
}

// What was refused stays chosen, so that the fields can be put right and the button pressed again.
function stay(added, refused) {
  const chosen = new DataTransfer()
  for (const file of refused) chosen.items.add(file)
  field.files = chosen.files
  const counts = [
    [refused.length, 'could not be added'],
    [added.filter((one) => one.known).length, 'on record already'],
    [added.filter((one) => !one.known).length, 'added']
  ]
  const words = counts.filter(([count]) => count).map(([count, what]) => `${count} ${what}`)
  heading.textContent = `Of ${refused.length + added.length} sent: ${words.join(', ')}`
  heading.focus()
}

function leave(added) {
  const numbers = added.map((one) => one.version).join('-')
  location.assign(added.length === 1 ? added[0].href : `${form.dataset.library}?added=${numbers}`)
}

form.addEventListener('submit', (event) => {
  const files = [...field.files]
  // Without a file the server says what is missing, or keeps a document by its name.
  if (!files.length || form.elements.kept.value !== 'here') return
  event.preventDefault()
  sendAll(files)
})
