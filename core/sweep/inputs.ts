import { z } from 'zod'
import type { ObjectKind } from '../../shared/domain/index.ts'
import { objectKinds } from '../../shared/domain/index.ts'
import { contract } from '../../shared/contract/index.ts'
import type { World } from '../world/index.ts'
import type { Chance } from './chance.ts'

/** The parts of JSON Schema that the contract's inputs are made of. */
interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null'
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minItems?: number
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly additionalProperties?: Schema | boolean
  readonly propertyNames?: Schema
}

interface Declared {
  readonly '~orpc': { readonly inputSchema?: z.ZodType }
}

/** What a number may be at most, where the contract allows far more than a small fabric bears. */
const numbersMax = 4096
/** Fields that make many objects at once. */
const countNames: ReadonlySet<string> = new Set(['count', 'copies', 'quantity'])
const words = ['alpha', 'beta', 'gamma', 'delta', 'Servers', 'Desktops', 'vm-1', 'Volume11']

const known = new Map<string, Schema>()

/** The schema of an operation's input, made once. */
function schemaOf(operation: string): Schema {
  const found = known.get(operation)
  if (found) return found
  const input = zodOf(operation)
  const made = (
    input ? z.toJSONSchema(input, { unrepresentable: 'any', io: 'input' }) : {}
  ) as Schema
  known.set(operation, made)
  return made
}

function zodOf(operation: string): z.ZodType | undefined {
  const [area = '', name = ''] = operation.split('.')
  const entries = (contract as unknown as Record<string, Record<string, Declared>>)[area]
  return entries?.[name]?.['~orpc'].inputSchema
}

/**
 * The input as the wire would hand it on: with its defaults, or undefined where it does not fit.
 */
export function parsedInput(operation: string, raw: unknown): unknown {
  const parsed = zodOf(operation)?.safeParse(raw)
  return parsed?.success ? parsed.data : undefined
}

/** A random input of an operation: ids of objects that are there, all else by its schema. */
export function randomInput(world: World, chance: Chance, operation: string): unknown {
  return valueOf(world, chance, schemaOf(operation), '')
}

function valueOf(world: World, chance: Chance, schema: Schema, field: string): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return chance.pick(schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return valueOf(world, chance, chance.pick(choices), field)
  if (schema.allOf) return valueOf(world, chance, schema.allOf[0]!, field)
  switch (schema.type) {
    case 'object':
      return objectOf(world, chance, schema)
    case 'array':
      return arrayOf(world, chance, schema, field)
    case 'string':
      return textOf(world, chance, schema)
    case 'integer':
    case 'number':
      return numberOf(chance, schema, field)
    case 'boolean':
      return chance.percent(50)
    default:
      return undefined
  }
}

function objectOf(world: World, chance: Chance, schema: Schema): Record<string, unknown> {
  const made: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    const isNeeded = schema.required?.includes(name) ?? false
    if (!isNeeded && chance.percent(60)) continue
    const value = valueOf(world, chance, inner, name)
    if (value !== undefined) made[name] = value
  }
  return made
}

function arrayOf(world: World, chance: Chance, schema: Schema, field: string): unknown[] {
  const least = schema.minItems ?? 0
  const length = chance.integer(least, least + 2)
  const items: unknown[] = []
  for (let at = 0; at < length; at++) {
    const item = valueOf(world, chance, schema.items ?? {}, field)
    if (item !== undefined) items.push(item)
  }
  return items
}

function textOf(world: World, chance: Chance, schema: Schema): string | undefined {
  const id = /^\^([a-z]+)-\[1-9\]/.exec(schema.pattern ?? '')
  if (id && objectKinds.includes(id[1] as ObjectKind)) {
    return chance.any([...world.all(id[1] as ObjectKind)])?.id
  }
  const word = chance.pick(words)
  return word.padEnd(schema.minLength ?? 0, 'x')
}

function numberOf(chance: Chance, { minimum, maximum }: Schema, field: string): number {
  const least = Math.max(minimum ?? 0, -numbersMax)
  const most = Math.min(maximum ?? numbersMax, countNames.has(field) ? least + 2 : numbersMax)
  const small = Math.min(most, least + 4)
  return chance.percent(50)
    ? chance.integer(least, Math.max(least, small))
    : chance.integer(least, Math.max(least, most))
}
