/** The most that a request may carry. */
export const usualLimitBytes = 1024 * 1024
/** The same for an import of traces or logs by somebody who is signed in. */
export const importLimitBytes = 96 * 1024 * 1024
/** How deep a request may be nested; nothing in the contract comes near it. */
export const nestingLimit = 64
/**
 * Sign-ins and first runs a minute from one address: each costs a tenth of a second of a processor.
 */
export const signInsPerMinute = 60
