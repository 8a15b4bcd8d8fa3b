/** The instance that stands for all of them. */
export const every = '*'

interface Found {
  rows: readonly string[]
  /** What the rows were searched for. */
  sought: string
  chosen: readonly string[]
  hasTotal: boolean | undefined
}

/** The pattern of all instances that a search finds. */
export function searched(sought: string): string {
  return `*${sought}*`
}

/**
 * The instances to choose among: the total and all of them while nothing is searched for, all that
 * the search finds, each, and what was chosen before, so that nothing unseen is added.
 */
export function instanceChoices({ rows, sought, chosen, hasTotal }: Found): string[] {
  const kept = chosen.filter(one => one !== '_Total' && !one.includes('*') && !rows.includes(one))
  if (sought === '') return [...(hasTotal ? ['_Total'] : []), every, ...rows, ...kept]
  // A path cannot tell these letters from its own signs.
  const isPlain = !/[()#/*\\]/.test(sought)
  return [...(rows.length > 1 && isPlain ? [searched(sought)] : []), ...rows, ...kept]
}
