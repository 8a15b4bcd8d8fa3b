/**
 * One step of the file's schema. What was released is never edited: the next change is a new step.
 */
export interface Migration {
  /** The schema's version after it; the steps count up from 1. */
  readonly version: number
  readonly sql: string
}
