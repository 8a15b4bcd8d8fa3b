export * from './host-state.ts'
export * from './quorum.ts'
export * from './nodes.ts'
export * from './reserves.ts'
