/** FNV-1a over the code units of a text, 32 bits. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return hash >>> 0
}

/** A running 64-bit hash of texts and bytes: two FNV-1a lanes with different starts. */
export class StateHash {
  private high = 0x811c9dc5
  private low = 0x1b873593

  text(text: string): this {
    for (let at = 0; at < text.length; at++) this.unit(text.charCodeAt(at))
    return this.unit(0xffff)
  }

  bytes(bytes: Uint8Array): this {
    for (let at = 0; at < bytes.length; at++) this.unit(bytes[at]!)
    return this.unit(0xfffe)
  }

  /** Sixteen hexadecimal digits. */
  hex(): string {
    const word = (value: number) => (value >>> 0).toString(16).padStart(8, '0')
    return word(this.high) + word(this.low)
  }

  private unit(value: number): this {
    this.high = Math.imul(this.high ^ value, 0x01000193)
    this.low = Math.imul(this.low ^ (value + 0x9e37), 0x5bd1e995)
    this.low ^= this.low >>> 15
    return this
  }
}
