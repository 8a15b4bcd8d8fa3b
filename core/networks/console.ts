import type { ClusterNetworkChanges } from '../../shared/contract/index.ts'
import { metricMost } from '../../shared/domain/index.ts'
import { Refusal, refuse } from '../../shared/refusals/index.ts'

/** What a line of the console box asks for. */
export type ConsoleRequest =
  | { readonly kind: 'status'; readonly name?: string }
  | { readonly kind: 'properties'; readonly name?: string }
  | { readonly kind: 'change'; readonly name: string; readonly changes: ClusterNetworkChanges }

const readOnly: ReadonlySet<string> = new Set([
  'name',
  'ipv6addresses',
  'ipv6prefixlengths',
  'ipv4addresses',
  'ipv4prefixlengths',
  'address',
  'addressmask',
])

/**
 * Reads a line as the cluster's own command line tool did (seed 002): `cluster net`, a network's
 * name or none, `/prop`, and `property=value` for what is to change. Refuses what it cannot mean.
 */
export function parseClusterNet(line: string): ConsoleRequest | Refusal {
  const words = wordsOf(line)
  if (words instanceof Refusal) return words
  const [program = '', area = '', ...rest] = words
  if (!/^cluster(\.exe)?$/i.test(program)) {
    return refuse('console.unknown-command', { word: program })
  }
  if (!/^net(work)?$/i.test(area)) return refuse('console.unknown-command', { word: area })
  const name = rest[0] !== undefined && !rest[0].startsWith('/') ? rest.shift() : undefined
  const [option = '/status', ...settings] = rest
  if (/^\/stat(us)?$/i.test(option)) {
    const [extra] = settings
    return extra === undefined
      ? { kind: 'status', name }
      : refuse('console.unknown-option', { option: extra })
  }
  if (!/^\/prop(erties)?$/i.test(option)) return refuse('console.unknown-option', { option })
  if (settings.length === 0) return { kind: 'properties', name }
  const changes = changesOf(settings)
  if (changes instanceof Refusal) return changes
  return name === undefined
    ? refuse('console.needs-network', {})
    : { kind: 'change', name, changes }
}

/** Parts a line at its blanks; what stands between quotation marks stays together. */
function wordsOf(line: string): string[] | Refusal {
  const words: string[] = []
  let word: string | undefined
  let isQuoted = false
  for (const letter of line) {
    if (letter === '"') {
      isQuoted = !isQuoted
      word ??= ''
    } else if (!isQuoted && /\s/.test(letter)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else word = (word ?? '') + letter
  }
  if (isQuoted) return refuse('console.open-quote', {})
  if (word !== undefined) words.push(word)
  return words
}

function changesOf(settings: readonly string[]): ClusterNetworkChanges | Refusal {
  let changes: ClusterNetworkChanges = {}
  for (const setting of settings) {
    if (setting.startsWith('/')) return refuse('console.unknown-option', { option: setting })
    const change = changeOf(setting)
    if (change instanceof Refusal) return change
    changes = { ...changes, ...change }
  }
  return changes
}

function changeOf(setting: string): ClusterNetworkChanges | Refusal {
  const at = setting.indexOf('=')
  const property = at < 0 ? setting : setting.slice(0, at)
  const value = at < 0 ? '' : setting.slice(at + 1)
  const key = property.toLowerCase()
  if (readOnly.has(key)) return refuse('console.read-only', { property })
  if (key === 'description' && at >= 0) return { description: value.slice(0, 200) }
  const number = numberOf(value)
  const bad = (takes: string) => refuse('console.bad-value', { property, value, takes })
  switch (key) {
    case 'metric':
      return number !== undefined && number >= 1 && number <= metricMost
        ? { metric: number }
        : bad(`a whole number from 1 to ${metricMost}`)
    case 'role':
      return number === 0 || number === 1 || number === 3
        ? { role: number }
        : bad('0 (ignored), 1 (cluster only) or 3 (cluster and clients)')
    case 'autometric':
      return number === 0 || number === 1 ? { autoMetric: number === 1 } : bad('0 or 1')
    case 'description':
      return bad('a text')
    default:
      return refuse('console.unknown-property', { property })
  }
}

/** A whole number, decimal or hexadecimal as the listing shows both. */
function numberOf(value: string): number | undefined {
  return /^(\d{1,9}|0x[0-9a-f]{1,7})$/i.test(value) ? Number(value) : undefined
}
