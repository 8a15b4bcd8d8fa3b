/** The forms in which a log is kept: compact, or Performance Monitor's text with comma or tab. */
export const logFormats = ['bin', 'csv', 'tsv'] as const
export type LogFormat = (typeof logFormats)[number]

/** The most counters that one log has. */
export const logColumnsMax = 4000
