import { put } from '../../../../core/world/index.ts'
import type { Break } from './break-kit.ts'
import { change } from './break-kit.ts'

/** Ways to break what a VM is made of. */
export const vmBreaks: Readonly<Record<string, Break>> = {
  'VM adapters': simulation =>
    change(simulation, 'vm', () => ({
      networkAdapters: Array.from({ length: 5 }, (_, at) => ({
        ...{ network: 'x', kind: 'emulated' as const, macAddress: `00-00-00-00-00-0${at}` },
      })),
    })),
  checkpoint: simulation =>
    change(simulation, 'vm', ({ cpuCount, memoryMib, networkAdapters }) => ({
      checkpoints: [
        {
          ...{ id: 2, name: 'x', description: '', parentId: 1, createdMs: 0, creatorName: 'test' },
          ...{ state: 'stopped' as const, imageMib: 0, writtenGib: [] },
          hardware: {
            ...{ cpuCount, memoryMib, networkAdapters },
            ...{ cpuWeight: 100, cpuReservePercent: 0, cpuLimitPercent: 100 },
          },
        },
      ],
    })),
  'iops-limit': simulation => change(simulation, 'vm', () => ({ iopsLimit: 0 })),
  'lost-vm': simulation =>
    change(simulation, 'vm', ({ state }) => ({ lost: { state, sinceMs: 0, holdsMemory: true } })),
  'parent-disk': simulation =>
    change(simulation, 'vm', ({ disks }) => ({
      disks: disks.map(disk => ({ ...disk, format: 'differencing' as const, parentId: 7 })),
    })),
  'pass-through': simulation =>
    change(simulation, 'vm', ({ disks }) => ({
      disks: disks.map(disk => ({ ...disk, format: 'pass-through' as const })),
    })),
  'saved-state': ({ world }) => {
    const vm = [...world.all('vm')].find(one => one.state === 'running')!
    world.apply(put('vm', { ...vm, savedImageMib: 5 }))
  },
}
