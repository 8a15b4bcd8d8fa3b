/** One thing to choose. */
export interface Option<Value extends string | number = string> {
  value: Value
  label: string
  /** A second line, where the control has room for one. */
  detail?: string
  icon?: string
  disabled?: boolean
}
