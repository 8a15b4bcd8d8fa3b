/** Why a start was refused although the data folder is sound. */
export type StartRefusal = 'fabric-exists' | 'bad-setup'

/** A start that asks for what cannot be, such as a new fabric in a folder that holds one. */
export class StartRefused extends Error {
  constructor(
    readonly reason: StartRefusal,
    message: string,
  ) {
    super(message)
    this.name = 'StartRefused'
  }
}
