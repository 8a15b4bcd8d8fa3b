export * from './host-state.ts'
export * from './quorum.ts'
