/**
 * Checks on the text of the project itself: lengths, names, leftovers, and that documents name what
 * exists. Prints every finding and ends with 1 where there is one.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const limits = { lines: 300, columns: 100 }
const sources = /^(shared|core|host|electron|server|renderer|build|test)\/.*\.(ts|vue|mjs)$/
/** Longer than the limit with a reason, which stands in docs/decisions. */
const longFiles = new Set([
  'core/world/rows.ts',
  'shared/contract/access.contract.ts',
  'shared/contract/network.contract.ts',
  'shared/contract/vm.contract.ts',
  'shared/refusals/catalogue.ts',
  'test/contract/http.test.ts',
  'test/unit/core/api/role.test.ts',
  'test/unit/host/store/open-store.test.ts',
])
const bannedWords = [/\bTODO\b/, /\bFIXME\b/, /\bXXX\b/, /\bHACK\b/]
const skippedTests = /\b(it|test|describe)\.(skip|todo|only)\(/

const findings = []
const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter(file => file && existsSync(file))

function report(file, line, text) {
  findings.push(`${file}${line ? `:${line}` : ''}: ${text}`)
}

function checkName(file) {
  const name = path.basename(file).replace(/\.[a-z.]+$/i, '')
  const isComponent = file.endsWith('.vue')
  const pascal = /^[A-Z][A-Za-z0-9]*$/
  const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/
  const isPage = file.startsWith('renderer/pages/') || file === 'renderer/app.vue'
  if (isComponent && !isPage && !pascal.test(name)) report(file, 0, 'a component is PascalCase')
  if (!isComponent && !kebab.test(name)) report(file, 0, 'a file is kebab-case')
}

function checkText(file) {
  const lines = readFileSync(file, 'utf8').split('\n')
  if (lines.length - 1 > limits.lines && !longFiles.has(file)) {
    report(file, 0, `${lines.length - 1} lines are more than ${limits.lines}`)
  }
  lines.forEach((line, index) => {
    const isMarkup = file.endsWith('.vue')
    if (line.length > limits.columns && !isMarkup && !/https?:|`|'|"/.test(line)) {
      report(file, index + 1, `${line.length} columns are more than ${limits.columns}`)
    }
    if (file !== 'build/checks/tidy.mjs') {
      for (const word of bannedWords) if (word.test(line)) report(file, index + 1, `${word.source}`)
      if (skippedTests.test(line)) report(file, index + 1, 'a test is skipped or alone')
    }
  })
}

function checkColours(file) {
  if (!file.startsWith('renderer/') || file.startsWith('renderer/theme/')) return
  const text = readFileSync(file, 'utf8')
  const found = /(?<![&\w])#[0-9a-f]{3}([0-9a-f]{3})?\b(?![-\w])|\brgba?\(/i.exec(text)
  if (found && !file.startsWith('renderer/gallery'))
    report(file, 0, `colour ${found[0]}: use a token`)
}

function checkDocuments() {
  const scripts = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts)
  const hacking = readFileSync('docs/hacking.md', 'utf8')
  for (const script of scripts) {
    if (!hacking.includes(`npm run ${script}`) && !hacking.includes(`npm ${script}`)) {
      report('docs/hacking.md', 0, `does not name npm run ${script}`)
    }
  }
  const layers = JSON.parse(readFileSync('build/checks/layers.json', 'utf8'))
  const architecture = readFileSync('docs/architecture.md', 'utf8')
  for (const layer of Object.keys(layers)) {
    if (!architecture.includes(`\`${layer}/\``))
      report('docs/architecture.md', 0, `lacks ${layer}/`)
  }
}

for (const file of tracked.filter(file => sources.test(file))) {
  checkName(file)
  checkText(file)
  checkColours(file)
}
checkDocuments()

for (const finding of findings) console.error(finding)
console.log(`tidy: ${tracked.length} files, ${findings.length} findings`)
process.exit(findings.length > 0 ? 1 : 0)
