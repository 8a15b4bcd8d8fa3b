import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Locked {
  packages: Record<string, { engines?: { node?: string }; resolved?: string; version?: string }>
}
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Locked
const own = JSON.parse(readFileSync('package.json', 'utf8')) as {
  engines: { node: string }
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

/** Electron's downloader and the tools that rebuild for it declare Node 22; only packaging uses them. */
const electronTools =
  /node_modules\/(electron|node-abi|@electron\/[^/]+|@electron-internal\/[^/]+)$/

/** Whether a range such as `^18.0.0 || >=20.5` lets Node 20.19 pass; an upper bound is read as one. */
function allowsNode20(range: string): boolean {
  return range.split('||').some(part =>
    part
      .trim()
      .replace(/([<>=^~])\s+/g, '$1')
      .split(/\s+(?=[<>=^~\d])/)
      .every(allowsOne),
  )
}

function allowsOne(comparator: string): boolean {
  const [, sign = '', major = '', minor = '0'] =
    /^([<>=^~]*)\s*v?(\d+|\*|x)?(?:\.(\d+))?/.exec(comparator.trim()) ?? []
  if (major === '' || major === '*' || major === 'x') return true
  const [wanted, present] = [Number(major) * 1000 + Number(minor), 20019]
  if (sign === '>=') return present >= wanted
  if (sign === '>') return present > wanted
  if (sign.startsWith('<')) return present < wanted
  return Number(major) === 20 && present >= wanted
}

test('dependencies: every one but Electron’s own tools: runs on Node 20.19', () => {
  const refusing = Object.entries(lock.packages).filter(
    ([name, { engines }]) =>
      name !== '' && !electronTools.test(name) && engines?.node && !allowsNode20(engines.node),
  )
  expect(refusing.map(([name, { engines }]) => `${name} wants ${engines?.node}`)).toEqual([])
})

test('dependencies: declared: one exact version each', () => {
  const all = { ...own.dependencies, ...own.devDependencies }
  expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})

test('dependencies: lockfile: names no download address', () => {
  expect(Object.values(lock.packages).filter(one => one.resolved !== undefined)).toEqual([])
})
