import { z } from 'zod'

/** How a refusal is declared: its HTTP status, the data it carries and its English text. */
export interface RefusalDefinition<Shape extends z.ZodRawShape = z.ZodRawShape> {
  readonly status: number
  readonly data: z.ZodObject<Shape>
  /** What failed, on what, with the value and the limit; `{field}` stands for the data's field. */
  readonly text: string
  /** The next thing to try. */
  readonly next: string
}

/** Declares one refusal. Constructing it never throws. */
export function defineRefusal<Shape extends z.ZodRawShape>(
  status: number,
  shape: Shape,
  text: string,
  next: string,
): RefusalDefinition<Shape> {
  return { status, data: z.object(shape), text, next }
}

/** Puts the data's fields into a text: `{name}` becomes the value of `name`. */
export function fillText(text: string, data: Record<string, unknown>): string {
  return text.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = data[field]
    if (value === undefined) return ''
    return Array.isArray(value) ? value.join(', ') : String(value)
  })
}
