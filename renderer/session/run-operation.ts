import type { Client } from '../../shared/contract/index.ts'
import { client } from './client.ts'
import type { InputOf, OperationName, OutputOf } from './operations.ts'

/** Calls an operation by its name. Rejects as the client does. */
export function runOperation<Name extends OperationName>(
  name: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  const [area, key] = name.split('.') as [keyof Client, string]
  const procedures = client[area] as unknown as Record<string, (input: unknown) => Promise<never>>
  const call = procedures[key]
  if (!call) throw new Error(`The contract has no operation ${name}.`)
  return call(input)
}
