export * from './parse.ts'
export * from './compile.ts'
