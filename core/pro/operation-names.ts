import type { OperationMeta } from '../../shared/contract/index.ts'
import { contract } from '../../shared/contract/index.ts'

/** Areas whose commands a remedy may give: what acts on the fabric, and not on PRO itself. */
const areas = ['vm', 'host', 'cluster', 'storage', 'snapshot', 'network', 'plan'] as const

interface InputSchema {
  safeParse(
    value: unknown,
  ): { success: true; data: unknown } | { success: false; error: { issues: readonly InputIssue[] } }
}

interface InputIssue {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

interface Entry {
  readonly '~orpc': { readonly meta: OperationMeta; readonly inputSchema?: InputSchema }
}

const entries = new Map<string, Entry['~orpc']>(
  areas.flatMap(area =>
    Object.entries(contract[area] as unknown as Readonly<Record<string, Entry>>).flatMap(
      ([name, { '~orpc': entry }]): [string, Entry['~orpc']][] =>
        entry.meta.kind === 'command' && entry.meta.journaled !== false
          ? [[`${area}.${name}`, entry]]
          : [],
    ),
  ),
)

/** The commands of the contract that a remedy may name, such as `vm.migrate`. */
export const operationNames: ReadonlySet<string> = new Set(entries.keys())

/**
 * The input of a command as its contract reads it, or what is wrong with it, each with its place;
 * a command that takes no input reads any.
 */
export function readInput(
  operation: string,
  input: unknown,
): { readonly input: unknown } | { readonly issues: readonly InputIssue[] } {
  const read = entries.get(operation)?.inputSchema?.safeParse(input)
  if (!read) return { input }
  return read.success ? { input: read.data } : { issues: read.error.issues }
}
