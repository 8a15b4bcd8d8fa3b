import { z } from 'zod'
import type { RefusalCode, RefusalData } from './catalogue.ts'
import { refusalCatalogue } from './catalogue.ts'
import { fillText } from './define.ts'

/** An expected "no" as a value: its code and the data that its text needs. */
export class Refusal<Code extends RefusalCode = RefusalCode> {
  constructor(
    readonly code: Code,
    readonly data: RefusalData<Code>,
  ) {}

  /** What failed, in English. */
  get text(): string {
    return fillText(refusalCatalogue[this.code].text, this.data)
  }

  /** The next thing to try, in English. */
  get next(): string {
    return fillText(refusalCatalogue[this.code].next, this.data)
  }
}

/** A refusal as plain data, for answers of bulk commands and failed jobs. */
export const refusalView = z.object({
  code: z.string(),
  data: z.record(z.string(), z.unknown()),
  text: z.string(),
  next: z.string(),
})
export type RefusalView = z.infer<typeof refusalView>

/** The plain form of a refusal. */
export function viewOfRefusal(refusal: Refusal): RefusalView {
  return {
    code: refusal.code,
    data: refusal.data as Record<string, unknown>,
    text: refusal.text,
    next: refusal.next,
  }
}

/** Makes a refusal; reads as `refuse('vm.busy', { name, job })`. */
export function refuse<Code extends RefusalCode>(code: Code, data: RefusalData<Code>): Refusal {
  return new Refusal(code, data) as unknown as Refusal
}

/** What a declared error carries: the refusal's own data and the next thing to try. */
type ErrorEntry<Code extends RefusalCode> = {
  status: number
  message: string
  data: z.ZodType<RefusalData<Code> & { next: string }>
}

/** The error map of an operation for the contract builder: status, text and data of each code. */
export function declared<Codes extends readonly RefusalCode[]>(
  ...codes: Codes
): { [Code in Codes[number]]: ErrorEntry<Code> } {
  const entries = codes.map(code => {
    const { status, text, data } = refusalCatalogue[code]
    return [code, { status, message: text, data: data.extend({ next: z.string() }) }]
  })
  return Object.fromEntries(entries) as { [Code in Codes[number]]: ErrorEntry<Code> }
}
