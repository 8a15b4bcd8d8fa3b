export * from './boot.ts'
export * from './guest-screen.ts'
export * from './power.ts'
