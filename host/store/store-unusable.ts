/** Why a data folder cannot be used. Nothing in it was changed. */
export type StoreTrouble = 'damaged' | 'newer' | 'locked' | 'not-ours'

/** A data folder that cannot be opened, with the reason in words for a person. */
export class StoreUnusable extends Error {
  constructor(
    readonly reason: StoreTrouble,
    message: string,
  ) {
    super(message)
    this.name = 'StoreUnusable'
  }
}
