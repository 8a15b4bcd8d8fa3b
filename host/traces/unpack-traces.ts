import type { UnpackedTrace } from '../../core/index.ts'
import { refuse, type Refusal } from '../../shared/refusals/index.ts'
import { packingOf, unpackArchive } from './archive.ts'
import { UnpackBudget } from './budget.ts'
import { parseTrace } from './parse-trace.ts'
import { isByProduct, safeParts, shortNames } from './paths.ts'
import { UnpackError } from './unpack-error.ts'

interface FoundTrace {
  readonly parts: string[]
  readonly samples: Uint8Array
}

/**
 * Reads trace files and archives of them (.tar, .tar.gz, .tar.xz, told by their content).
 * @param source what the import is called, for the refusals
 * @param limitMib the most that all of it may unpack to
 * @returns the traces by name, or the refusal of the first thing that is wrong: then none counts
 */
export async function unpackTraces(
  source: string,
  files: readonly { path: string; contentBase64: string }[],
  limitMib?: number,
): Promise<UnpackedTrace[] | Refusal> {
  const budget = new UnpackBudget(source, limitMib)
  const found: FoundTrace[] = []
  try {
    for (const { path, contentBase64 } of files) {
      const content = Buffer.from(contentBase64, 'base64')
      found.push(...(await tracesOf(path, content, budget)))
    }
  } catch (error) {
    if (error instanceof UnpackError) return error.refusal
    throw error
  }
  if (found.length === 0) return refuse('trace.none', { source })
  return named(found)
}

async function tracesOf(
  path: string,
  content: Uint8Array,
  budget: UnpackBudget,
): Promise<FoundTrace[]> {
  const parts = safeParts(path, path)
  if (isByProduct(parts)) return []
  const packing = packingOf(path, content)
  if (packing === undefined) {
    budget.spend(content.byteLength)
    return [{ parts, samples: parseTrace(path, content, budget) }]
  }
  const archived = await unpackArchive(path, content, packing, budget)
  return archived.flatMap(file => {
    const inner = safeParts(path, file.path)
    if (isByProduct(inner)) return []
    return [{ parts: inner, samples: parseTrace(file.path, file.content, budget) }]
  })
}

/**
 * Each once under its shortest name; of two at one path, as an archive may hold, the later counts.
 */
function named(found: readonly FoundTrace[]): UnpackedTrace[] {
  const names = shortNames(found.map(trace => trace.parts))
  const byName = new Map(found.map((trace, at) => [names[at] ?? '', trace.samples]))
  return [...byName]
    .map(([name, samples]) => ({ name, samples }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
