export * from './hardware.ts'
export * from './rules.ts'
export * from './state.ts'
export * from './traffic.ts'
