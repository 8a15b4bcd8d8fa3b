/** The same figures as --row and --row-head of the tokens, which scripts cannot read in time. */
export const rowHeightPx = 32
export const headHeightPx = 28
