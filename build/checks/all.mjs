/**
 * `npm run check`: every check on the project's text, two at a time. A check that passes prints one
 * line, one that fails prints what it said.
 */
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'

const node = process.execPath
const bin = name => `node_modules/.bin/${name}`
/** What a check found last time, so that the next one looks only at what changed. */
const known = name => `.cache/check/${name}`

function types(layer) {
  const info = known(`${layer}.tsbuildinfo`)
  const remembered = ['--incremental', '--tsBuildInfoFile', info]
  return [
    `types of ${layer}`,
    bin('tsc'),
    '--noEmit',
    '-p',
    `${layer}/tsconfig.json`,
    ...remembered,
  ]
}

function remembering(name) {
  return ['--cache', '--cache-strategy', 'content', '--cache-location', known(name)]
}

/** Longest first, so that none is left alone at the end. */
const checks = [
  ['types of renderer', bin('vue-tsc'), '--noEmit', '-p', 'renderer/tsconfig.json'],
  ['types of tests', bin('vue-tsc'), '--noEmit', '-p', 'test/tsconfig.json'],
  ['lint', bin('eslint'), '--max-warnings', '0', ...remembering('lint'), '.'],
  ['format', bin('prettier'), '--check', '--log-level', 'warn', ...remembering('format'), '.'],
  ['dead code', bin('knip')],
  [
    'imports between layers',
    bin('depcruise'),
    '--config',
    '.dependency-cruiser.cjs',
    ...['shared', 'core', 'host', 'electron', 'server', 'renderer'],
  ],
  ...['core', 'host', 'server', 'electron', 'shared'].map(types),
  ['tidy', node, 'build/checks/tidy.mjs'],
]

function run([name, command, ...args]) {
  return new Promise(resolve => {
    const began = Date.now()
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: false })
    let output = ''
    child.stdout.on('data', text => (output += text))
    child.stderr.on('data', text => (output += text))
    child.on('error', error => (output += error.message))
    child.on('close', code => {
      const seconds = Math.round((Date.now() - began) / 1000)
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
      if (code !== 0) console.log(output.trim())
      resolve(code === 0)
    })
  })
}

async function main() {
  const waiting = [...checks]
  let failed = 0
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) if (!(await run(next))) failed++
  }
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane))
  console.log(failed === 0 ? 'All checks passed.' : `${failed} checks failed.`)
  process.exitCode = failed === 0 ? 0 : 1
}

await main()
