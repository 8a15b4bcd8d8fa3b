import { z } from 'zod'
import { contract } from '../../../../shared/contract/index.ts'
import type { ProRemedyStep, ProTarget } from '../../../../shared/domain/index.ts'
import { operations, type OperationInfo } from '../../../session/index.ts'

/** One thing that a command of a remedy is told. */
export interface RemedyField {
  name: string
  kind: 'text' | 'number' | 'boolean' | 'list' | 'other'
  required: boolean
}

interface JsonSchema {
  type?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
}

/**
 * Whether a remedy may run it: a command on objects of the fabric, not on accounts and sessions.
 */
const areas = new Set([
  'vm',
  'host',
  'cluster',
  'storage',
  'volume',
  'snapshot',
  'checkpoint',
  'plan',
])

/** The commands that a remedy can be made of, those on the rule's own kind of object first. */
export function remedyOperations(target: ProTarget): OperationInfo[] {
  const rank = (one: OperationInfo) => (one.meta.target?.kind === target ? 0 : 1)
  return operations
    .filter(one => one.meta.kind === 'command' && areas.has(one.name.split('.')[0] ?? ''))
    .sort((a, b) => rank(a) - rank(b))
}

/** What a command takes, from its schema in the contract. */
export function remedyFields(name: string): RemedyField[] {
  const [area = '', key = ''] = name.split('.')
  const tree = contract as unknown as Record<
    string,
    Record<string, { '~orpc': { inputSchema?: z.ZodType } }> | undefined
  >
  const input = tree[area]?.[key]?.['~orpc'].inputSchema
  if (!input) return []
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as JsonSchema
  return Object.entries(schema.properties ?? {}).map(([field, { type }]) => ({
    name: field,
    kind: kindOf(type),
    required: schema.required?.includes(field) ?? false,
  }))
}

function kindOf(type: string | undefined): RemedyField['kind'] {
  if (type === 'string') return 'text'
  if (type === 'number' || type === 'integer') return 'number'
  if (type === 'boolean') return 'boolean'
  return type === 'array' ? 'list' : 'other'
}

/** A value of an input as it is typed: a text that begins with `$` stands for what is found later. */
export function inputText(value: unknown): string {
  if (value === undefined) return ''
  if (Array.isArray(value) && value.every(one => typeof one === 'string')) return value.join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What was typed as a value of the field's kind; undefined where nothing was. */
export function inputValue(text: string, kind: RemedyField['kind']): unknown {
  const typed = text.trim()
  if (typed === '') return undefined
  if (kind === 'list') return typed.split(',').map(one => one.trim())
  if (typed.startsWith('$')) return typed
  if (kind === 'number') return Number.isFinite(Number(typed)) ? Number(typed) : typed
  if (kind === 'boolean') return typed === 'true'
  return kind === 'other' ? parsed(typed) : typed
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** A step as it begins: the object itself in the field that names what the command acts on. */
export function freshStep({ name, meta }: OperationInfo, target: ProTarget): ProRemedyStep {
  const field = meta.target?.field
  const isOwn = meta.target?.kind === target
  if (!field || !isOwn) return { operation: name, input: {} }
  const isList = remedyFields(name).some(one => one.name === field && one.kind === 'list')
  return { operation: name, input: { [field]: isList ? ['$id'] : '$id' } }
}
