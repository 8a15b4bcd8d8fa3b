/** A number as the explanations show it: at most one decimal, thousands apart. */
export function figure(value: number, decimals = 1): string {
  const scale = decimals === 0 ? 1 : 10
  const rounded = Math.round(value * scale) / scale
  const sign = rounded < 0 ? '-' : ''
  const [whole = '0', fraction] = String(Math.abs(rounded)).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? sign + grouped : `${sign}${grouped}.${fraction}`
}

/** Points and scores: always two decimals. */
export function score(value: number): string {
  const hundredths = Math.round(Math.abs(value) * 100)
  const sign = value < 0 && hundredths > 0 ? '-' : ''
  const fraction = String(hundredths % 100).padStart(2, '0')
  return `${sign}${Math.floor(hundredths / 100)}.${fraction}`
}

/** `one, two and three`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`
}
