const digits = '0123456789abcdef'

/** Samples as text for a row and the journal: two hexadecimal digits each. */
export function samplesToHex(samples: Uint8Array): string {
  let text = ''
  for (const sample of samples) text += digits[sample >> 4]! + digits[sample & 15]!
  return text
}

/** The samples that `samplesToHex` wrote. */
export function samplesFromHex(hex: string): Uint8Array {
  const samples = new Uint8Array(hex.length / 2)
  for (let at = 0; at < samples.length; at++) {
    samples[at] = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16)
  }
  return samples
}
