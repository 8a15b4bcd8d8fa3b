export * from './boot.ts'
export * from './power.ts'
