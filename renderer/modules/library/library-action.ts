/** One line of the Actions pane of the library. */
export interface LibraryAction {
  key: string
  label: string
  icon: string
  /** What it will touch, or why it is not possible. */
  detail?: string | undefined
  disabled?: boolean
  danger?: boolean
  run: () => void
}

/** Actions under one head, such as the name of what is chosen. */
export interface LibraryActionGroup {
  key: string
  title?: string
  actions: LibraryAction[]
}
