/** What the data tool will not do, in words for a person. */
export class DataRefusal extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'DataRefusal'
  }
}
