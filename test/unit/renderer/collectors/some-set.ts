import type { CollectorView } from '../../../../shared/contract/index.ts'

/** A stopped set without logs, with what a test says otherwise. */
export function someSet(changes: Partial<CollectorView> = {}): CollectorView {
  return {
    ...{ id: 'collector-1', ownerId: 'user-1', ownerName: 'admin', state: 'stopped' },
    ...{ name: 'Mine', description: '', paths: ['\\Memory\\Available MBytes'], roleIds: [] },
    ...{ intervalS: 15, isCircular: false, format: 'bin', logsKept: 10 },
    ...{ mayRun: true, mayEdit: true, runs: [], hiddenPaths: 0 },
    ...changes,
  }
}
