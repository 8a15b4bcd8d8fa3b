/** Why there is nothing to show. */
export type StateKind = 'loading' | 'empty' | 'noMatch' | 'error'
