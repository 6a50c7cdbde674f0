// Compiles assets/scss/app.scss and copies scripts, typeface and images into static/.
// Run by script/assets; writes static/.built last, so that an interrupted build is made again.
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { compile } from 'sass'

const OUT = 'static'
const GOVUK = 'node_modules/govuk-frontend/dist/govuk'
const MOJ = 'node_modules/@ministryofjustice/frontend/moj'
const HTMX = 'node_modules/htmx.org/dist'
const SORTABLE = 'node_modules/sortablejs'
const TYPEFACE = 'node_modules/@fontsource-variable/atkinson-hyperlegible-next/files'

// A server may be reading static/ meanwhile: each file is written aside, then renamed into place.
function write(name, text) {
  const aside = join(OUT, `.${name}.part`)
  writeFileSync(aside, text)
  renameSync(aside, join(OUT, name))
}

function copy(from, folder = '') {
  const name = from.split('/').pop()
  const aside = join(OUT, folder, `.${name}.part`)
  copyFileSync(from, aside)
  renameSync(aside, join(OUT, folder, name))
}

function copyAll(from, folder, wanted) {
  mkdirSync(join(OUT, folder), { recursive: true })
  for (const name of readdirSync(from).filter(wanted)) copy(join(from, name), folder)
}

// Browsers may keep anything under static/ for good, so a module names what it imports with a digest of
// its contents, as the app's asset() does: a changed module has a new address all the way up.
const OUR_MODULES = 'assets/js'
const THEIR_MODULES = [`${GOVUK}/govuk-frontend.min.js`]
const modules = new Map()

function bundled(name) {
  if (modules.has(name)) return modules.get(name)
  const theirs = THEIR_MODULES.find((path) => basename(path) === name)
  const source = readFileSync(theirs ?? join(OUR_MODULES, name), 'utf8')
  const text = theirs ? source : source.replace(/(from |import )'\.\/([\w.-]+\.js)'/g, (_, verb, other) => `${verb}'./${other}?v=${digest(bundled(other))}'`)
  modules.set(name, text)
  return text
}

function digest(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

rmSync(join(OUT, '.built'), { force: true })
mkdirSync(OUT, { recursive: true })

const { css } = compile('assets/scss/app.scss', {
  // MOJ Frontend names GOV.UK Frontend by its path from the folder that holds node_modules.
  loadPaths: ['.'],
  style: 'compressed',
  quietDeps: true
})
write('app.css', css)

for (const name of readdirSync(OUR_MODULES)) bundled(name)
for (const [name, text] of modules) write(name, text)
copyAll('assets/images', 'images', (name) => name.endsWith('.svg'))
copyAll(`${MOJ}/assets/images`, 'images', (name) => name.startsWith('icon-tag-remove-cross'))
copyAll(TYPEFACE, 'fonts', (name) => name.endsWith('.woff2'))
copy(`${MOJ}/moj-frontend.min.js`)
copy(`${HTMX}/htmx.min.js`)
copy(`${SORTABLE}/Sortable.min.js`)

// Compressed once, for browsers that take it: the style sheet is a tenth of its size over a poor connection.
for (const name of readdirSync(OUT).filter((name) => /\.(css|js)$/.test(name))) {
  const text = readFileSync(join(OUT, name))
  write(`${name}.br`, brotliCompressSync(text))
  write(`${name}.gz`, gzipSync(text, { level: 9 }))
}

writeFileSync(join(OUT, '.built'), '')
console.log(`static/ built: app.css is ${Math.round(css.length / 1024)} KiB`)
