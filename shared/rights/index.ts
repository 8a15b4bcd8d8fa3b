export * from './actions.ts'
export * from './profiles.ts'
export * from './self-service.ts'
