export interface Tab {
  key: string
  /** Translated. */
  label: string
  count?: number
}
