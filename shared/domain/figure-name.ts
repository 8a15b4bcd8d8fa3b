/** Units that stand at the end of a figure's name, the longer ones first. */
const units: readonly (readonly [ending: string, unit: string])[] = [
  ['Percent', '%'],
  ['MibPerS', 'MiB/s'],
  ['PerS', '1/s'],
  ['Iops', 'IO/s'],
  ['Mib', 'MiB'],
  ['Gib', 'GiB'],
  ['Hours', 'h'],
  ['Hour', 'h'],
  ['Ms', 'ms'],
  ['S', 's'],
]

/** The name of a figure in words, and its unit: `meanDowntimeS` is "mean downtime" in s. */
export function figureName(field: string): { readonly name: string; readonly unit: string } {
  const found = units.find(([ending]) => field.length > ending.length && field.endsWith(ending))
  const bare = found ? field.slice(0, -found[0].length) : field
  const name = bare.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
  return { name, unit: found?.[1] ?? '' }
}
