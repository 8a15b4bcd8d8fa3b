const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const valueOf = new Uint8Array(128)
for (let value = 0; value < alphabet.length; value++) valueOf[alphabet.charCodeAt(value)] = value

/** Bytes as base64, with padding. */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at
    const first = bytes[at] ?? 0
    const second = bytes[at + 1] ?? 0
    const third = bytes[at + 2] ?? 0
    text += alphabet.charAt(first >> 2) + alphabet.charAt(((first & 3) << 4) | (second >> 4))
    text += left > 1 ? alphabet.charAt(((second & 15) << 2) | (third >> 6)) : '='
    text += left > 2 ? alphabet.charAt(third & 63) : '='
  }
  return text
}

/** The bytes of what `toBase64` gave. */
export function fromBase64(text: string): Uint8Array {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length >> 2) * 3 - padding)
  for (let at = 0, to = 0; at < text.length; at += 4) {
    const first = digit(text, at)
    const second = digit(text, at + 1)
    const third = digit(text, at + 2)
    bytes[to++] = (first << 2) | (second >> 4)
    if (to < bytes.length) bytes[to++] = ((second & 15) << 4) | (third >> 2)
    if (to < bytes.length) bytes[to++] = ((third & 3) << 6) | digit(text, at + 3)
  }
  return bytes
}

function digit(text: string, at: number): number {
  return valueOf[text.charCodeAt(at) & 127] ?? 0
}
