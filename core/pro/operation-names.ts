import { contract } from '../../shared/contract/index.ts'
import type { OperationMeta } from '../../shared/contract/index.ts'

/** The commands of the contract that a remedy may name, such as `vm.migrate`. */
export const operationNames: ReadonlySet<string> = new Set(
  Object.entries(contract).flatMap(([area, entries]) =>
    Object.entries(entries).flatMap(([name, entry]) => {
      const { meta } = (entry as { readonly '~orpc': { readonly meta: OperationMeta } })['~orpc']
      return meta.kind === 'command' && meta.journaled !== false ? [`${area}.${name}`] : []
    }),
  ),
)
