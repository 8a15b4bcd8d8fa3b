export * from './unpack-traces.ts'
