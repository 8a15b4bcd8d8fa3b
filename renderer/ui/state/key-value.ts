/** One name and its value; a slot `value-<key>` may draw the value instead. */
export interface KeyValuePair {
  key: string
  label: string
  value?: string
  /** Where a computed value comes from. */
  source?: string
}
