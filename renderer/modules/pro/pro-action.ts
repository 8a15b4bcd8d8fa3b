/** One line of the Actions pane of the PRO workspace. */
export interface ProAction {
  key: string
  label: string
  icon: string
  /** What it will do, or why it is not possible now. */
  detail?: string
  shortcut?: string
  disabled?: boolean
  danger?: boolean
  busy?: boolean
  /** Stands above it where a group of actions begins: what they act on. */
  heading?: string
  run(): void
}
