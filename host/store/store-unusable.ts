/** Why a data folder cannot be used. Nothing in it was changed. */
export type StoreTrouble = 'damaged' | 'newer' | 'locked' | 'not-ours' | 'unwritable'

/** A data folder that cannot be opened, with the reason in words for a person. */
export class StoreUnusable extends Error {
  constructor(
    readonly reason: StoreTrouble,
    message: string,
  ) {
    super(message)
    this.name = 'StoreUnusable'
  }

  /**
   * Whether a start with a new fabric could help: a file that another process uses must stay, and a
   * folder that takes no file takes no new one.
   */
  get mayStartFresh(): boolean {
    return this.reason !== 'locked' && this.reason !== 'unwritable'
  }
}
