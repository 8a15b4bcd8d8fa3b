import type { FileSystem } from '../../../shared/domain/index.ts'

interface VolumeLike {
  readonly kind: string
  readonly fileSystem: FileSystem
}

/**
 * The key of the words for how hosts share a volume. A symmetric cluster file system is kept as the
 * kind of shared volumes, and is none in the sense of the operating system: it has no coordinator.
 */
export function volumeKindKey({ kind, fileSystem }: VolumeLike): string {
  const isSymmetric = kind === 'csv' && fileSystem === 'cluster-fs'
  return isSymmetric ? 'storage.fileSystem.cluster-fs' : `hosts.storage.${kind}`
}
