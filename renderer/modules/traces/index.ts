export { fileBytesMax, toBase64 } from './pack-files.ts'
