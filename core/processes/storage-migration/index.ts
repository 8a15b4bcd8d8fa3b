export { methodOf, movedTo, storageMovableRefusal, storageRefusal } from './checks.ts'
export { forecastStorage } from './forecast.ts'
export { storageMigrationName, storageMigrationProcess } from './storage-migration.ts'
