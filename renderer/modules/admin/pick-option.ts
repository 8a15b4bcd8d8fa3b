/** One thing that may be ticked. */
export interface PickItem {
  id: string
  name: string
}

/** One thing of that kind as it is listed. */
export interface PickOption<Id extends string> extends PickItem {
  id: Id
  detail?: string
}
