import { z } from 'zod'
import type { OperationMeta } from './operation.ts'

interface Declared {
  readonly '~orpc': { readonly meta: OperationMeta; inputSchema?: unknown }
}

/**
 * The schema with every object of it closed: a field that it does not name is an issue, where zod
 * would drop it without a word. Records keep their free names.
 */
function closed<Schema extends z.core.$ZodType>(schema: Schema): Schema {
  const { def } = schema._zod as unknown as { def: Record<string, unknown> & { type: string } }
  const inner = (field: string) => ({ [field]: closed(def[field] as z.core.$ZodType) })
  switch (def.type) {
    case 'object': {
      const shape = Object.entries(def['shape'] as z.core.$ZodShape)
      const closedShape = Object.fromEntries(shape.map(([name, one]) => [name, closed(one)]))
      return changedTo(schema, {
        ...def,
        shape: closedShape,
        catchall: def['catchall'] ?? z.never(),
      })
    }
    case 'array':
      return changedTo(schema, { ...def, ...inner('element') })
    case 'record':
      return changedTo(schema, { ...def, ...inner('valueType') })
    case 'optional':
    case 'nullable':
    case 'default':
      return changedTo(schema, { ...def, ...inner('innerType') })
    case 'union':
      return changedTo(schema, {
        ...def,
        options: (def['options'] as z.core.$ZodType[]).map(one => closed(one)),
      })
    default:
      return schema
  }
}

function changedTo<Schema extends z.core.$ZodType>(schema: Schema, def: object): Schema {
  return z.core.clone(schema, def as never)
}

/**
 * Closes the inputs of all commands, so that a misspelt field is refused by its name and does not
 * silently change nothing. Queries stay open: what they do not know cannot do harm.
 */
export function makeCommandsStrict(contract: Readonly<Record<string, object>>): void {
  for (const area of Object.values(contract)) {
    for (const declared of Object.values(area) as Declared[]) {
      const definition = declared['~orpc']
      if (definition.meta.kind !== 'command' || !definition.inputSchema) continue
      definition.inputSchema = closed(definition.inputSchema as z.core.$ZodType)
    }
  }
}
