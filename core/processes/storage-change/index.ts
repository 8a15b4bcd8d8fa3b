export { storageChangeName, storageChangeProcess } from './storage-change.ts'
