/** A command line that cannot be followed; the web host ends with the same. */
export const usageExitCode = 2
