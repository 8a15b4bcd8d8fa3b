const digits = '0123456789abcdef'
/** Samples put together at once: one text that grew by a sample each would cost the heap. */
const chunk = 4096

/** Samples as text for a row and the journal: two hexadecimal digits each. */
export function samplesToHex(samples: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < samples.length; at += chunk) {
    let text = ''
    for (const sample of samples.subarray(at, at + chunk)) {
      text += digits[sample >> 4]! + digits[sample & 15]!
    }
    parts.push(text)
  }
  return parts.join('')
}

/** The samples that `samplesToHex` wrote. */
export function samplesFromHex(hex: string): Uint8Array {
  const samples = new Uint8Array(hex.length / 2)
  for (let at = 0; at < samples.length; at++) {
    samples[at] = digitAt(hex, at * 2) * 16 + digitAt(hex, at * 2 + 1)
  }
  return samples
}

/** A hexadecimal digit; letters lie beyond the digits, and their low bits count from 1. */
function digitAt(hex: string, at: number): number {
  const code = hex.charCodeAt(at)
  return (code & 15) + (code > 57 ? 9 : 0)
}
