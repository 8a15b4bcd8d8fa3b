import { fabricEpochMs, msPerDay, numberOfId } from '../../shared/domain/index.ts'
import type { VmRow, World } from '../world/index.ts'
import { offers } from './services.ts'

/** What is known of the guest of a VM besides its operating system. */
export interface GuestFacts {
  /** Absent where the guest does not tell it. */
  readonly integrationVersion?: string
  readonly diskKind: 'basic' | 'dynamic'
  readonly clusterRole?: string
  readonly lastPatchedMs: number
}

/** The integration components that come with a host version. */
const integrationVersions = {
  '2008-r2': '6.1.7600.16385',
  '2008-r2-sp1': '6.1.7601.17514',
  '2012-r2': '6.3.9600.16384',
} as const
/** Guests are patched within so many days, each at its own time (ours). */
const patchedWithinDays = 42

/**
 * The facts of a guest, its version as far as it tells it: those that its row keeps, and otherwise components of its host's version, a
 * basic disk, no cluster, and a last patch some weeks before the fabric began or with its creation.
 */
export function guestFactsOf(world: World, vm: VmRow): GuestFacts {
  const { version, servicePack } = world.get('host', vm.hostId)
  const isFirstPack = version === '2008-r2' && servicePack === 1
  const days = (numberOfId(vm.id) * 11) % patchedWithinDays
  const patchedMs = Math.max(vm.createdMs, fabricEpochMs - days * msPerDay)
  const facts = {
    integrationVersion: integrationVersions[isFirstPack ? '2008-r2-sp1' : version],
    diskKind: 'basic',
    lastPatchedMs: vm.createdMs > fabricEpochMs ? vm.createdMs : patchedMs,
    ...vm.guest,
  } as const
  return offers(vm, 'dataExchange') ? facts : { ...facts, integrationVersion: undefined }
}
