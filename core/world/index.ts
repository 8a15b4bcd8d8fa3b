export * from './columns.ts'
export * from './figures.ts'
export * from './rows.ts'
export * from './world.ts'
