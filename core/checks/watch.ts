import type { Simulation } from '../engine/simulation.ts'
import { ColumnPart } from './column-parts.ts'
import type { Part } from './reads.ts'
import { Reads } from './reads.ts'
import type { Check } from './types.ts'

/** What a check said, and all that it read to say it, as that was then. */
interface Memory {
  readonly found: string | undefined
  readonly parts: readonly Part[]
  readonly versions: readonly number[]
}

/** Comparing more columns than this costs as much as asking again. */
const columnsMax = 12

/**
 * The invariants of one simulation, asked again and again: a check whose every table and column is
 * still as it was when it was asked last would say the same, and is not asked. What it reads is not
 * declared but noted as it reads, so nothing can be forgotten. A row that is changed without
 * `world.apply` is not seen; the tests ask each check directly.
 */
export class Watch {
  private readonly reads: Reads
  private readonly memories = new Map<Check, Memory>()

  constructor(
    simulation: Simulation,
    private readonly checks: readonly Check[],
  ) {
    this.reads = new Reads(simulation)
  }

  /** The sentences of what is broken now; none in a healthy fabric. */
  broken(): string[] {
    const sentences: string[] = []
    this.reads.beginPass()
    for (const check of this.checks) {
      const found = this.look(check)
      if (found !== undefined) sentences.push(`${check.name}: ${found}`)
    }
    return sentences
  }

  /** The sentence of one check, counted round and round, where what it guards is broken now. */
  ask(number: number): { readonly name: string; readonly found: string } | undefined {
    const check = this.checks[number % this.checks.length]
    if (!check) return undefined
    this.reads.beginPass()
    const found = this.look(check)
    return found === undefined ? undefined : { name: check.name, found }
  }

  private look(check: Check): string | undefined {
    const memory = this.memories.get(check)
    const changed = memory ? changedPart(memory) : undefined
    if (memory && !changed) return memory.found
    const { found, parts } = this.reads.during(simulation => check.find(simulation))
    // What changed last time is likely to change next time, and is compared first.
    const ordered = changed && parts.has(changed) ? [changed, ...parts] : [...parts]
    const columns = ordered.filter(part => part instanceof ColumnPart).length
    if (columns <= columnsMax && !ordered.some(part => part.isFleeting)) {
      const versions = ordered.map(part => part.version())
      this.memories.set(check, { found, parts: ordered, versions })
    } else this.memories.delete(check)
    return found
  }
}

function changedPart({ parts, versions }: Memory): Part | undefined {
  return parts.find((part, at) => part.version() !== versions[at])
}
