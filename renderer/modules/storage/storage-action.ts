/** One line of the action pane. */
export interface StorageAction {
  key: string
  label: string
  icon: string
  /** What it does, or why it is not possible now. */
  detail?: string
  disabled?: boolean
  danger?: boolean
  busy?: boolean
  /** Stands above it where a group of actions begins: what they act on. */
  heading?: string
  run(): void
}
