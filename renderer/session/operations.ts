import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract'
import { contract, type Contract, type OperationMeta } from '../../shared/contract/index.ts'

type Inputs = InferContractRouterInputs<Contract>
type Outputs = InferContractRouterOutputs<Contract>

/** The name of an operation of the contract, such as `vm.start`. */
export type OperationName = {
  [Area in keyof Contract]: `${Area}.${keyof Contract[Area] & string}`
}[keyof Contract]

type At<Tree, Name> = Name extends `${infer Area}.${infer Key}`
  ? Area extends keyof Tree
    ? Key extends keyof Tree[Area]
      ? Tree[Area][Key]
      : never
    : never
  : never

/** What the operation takes. */
export type InputOf<Name extends OperationName> = At<Inputs, Name>
/** What the operation answers. */
export type OutputOf<Name extends OperationName> = At<Outputs, Name>

/** What the contract says of one operation. */
export interface OperationInfo {
  readonly name: OperationName
  /** In English, for where no translated text is given. */
  readonly summary: string
  readonly meta: OperationMeta
}

interface Procedure {
  '~orpc': { meta: OperationMeta; route: { summary?: string } }
}

const infos: ReadonlyMap<string, OperationInfo> = new Map(
  Object.entries(contract).flatMap(([area, procedures]) =>
    Object.entries(procedures as unknown as Record<string, Procedure>).map(([key, procedure]) => {
      const name = `${area}.${key}` as OperationName
      const { meta, route } = procedure['~orpc']
      return [name, { name, meta, summary: route.summary ?? name }] as const
    }),
  ),
)

/** Every operation, in the order of the contract. */
export const operations: readonly OperationInfo[] = [...infos.values()]

/** What the contract says of the operation; undefined for a name that it does not hold. */
export function operationInfo(name: string): OperationInfo | undefined {
  return infos.get(name)
}
