/**
 * The state of `poc-lab` with seed 1 after 100,000 one-second steps, everywhere. A commit that
 * changes it says why.
 */
export const golden = {
  fabric: 'poc-lab',
  seed: 1,
  steps: 100_000,
  hash: 'c56a0bbc7ad1c709',
} as const
