export * from './guest-os-draft.ts'
export * from './hardware-draft.ts'
