export * from './name-pattern.ts'
export * from './provision-estimate.ts'
export * from './scope-change.ts'
export * from './trace-prepare.ts'
