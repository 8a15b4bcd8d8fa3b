import type { StoreFiles } from '../store/index.ts'
import { inspectFile, quickCheck, withReader } from '../store/index.ts'

/**
 * Checks a backup as a whole, without changing it.
 * @throws StoreUnusable where it is damaged, of a newer version or no fabric at all
 */
export function checkBackup(files: StoreFiles): void {
  inspectFile(files)
  withReader(files.fabric, reader => quickCheck(reader, files.fabric))
}
