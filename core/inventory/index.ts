export * from './build-fabric.ts'
export { macAddressOf, vmDiskPath } from './builder.ts'
export * from './columns.ts'
export * from './describe.ts'
