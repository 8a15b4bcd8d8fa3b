/** An operation and what it is given; whatever is missing or wrong there is refused. */
export type Given = readonly [operation: string, input: unknown]
