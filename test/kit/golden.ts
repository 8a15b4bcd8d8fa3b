/**
 * The state of `poc-lab` with seed 1 after 100,000 one-second steps, everywhere. A commit that
 * changes it says why.
 */
export const golden = {
  fabric: 'poc-lab',
  seed: 1,
  steps: 100_000,
  hash: '7be9673f193f2067',
} as const
