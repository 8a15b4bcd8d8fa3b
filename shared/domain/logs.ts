/** The forms in which a log is kept: compact, or Performance Monitor's text with comma or tab. */
export const logFormats = ['bin', 'csv', 'tsv'] as const
export type LogFormat = (typeof logFormats)[number]

/** The most counters that one log has. */
export const logColumnsMax = 4000

/** The least and the most of what a person says of a data collector set. */
export const collectorLimits = {
  intervalS: { min: 1, max: 86_400 },
  durationS: { min: 1, max: 31_536_000 },
  everyS: { min: 60, max: 31_536_000 },
  maxBytes: { min: 4096, max: 1_073_741_824 },
  logsKept: { min: 1, max: 100 },
} as const
