export * from './place.ts'
export * from './provisioning.ts'
export * from './types.ts'
