export { checkPack, readPack, type PackVerdict } from './check.ts'
export { shippedPacks } from './shipped.ts'
export { testPack, type TestOutcome } from './test.ts'
