export * from './measured.ts'
export * from './plan.ts'
