import type { HostVersion, HypervisorKind } from '../../../../shared/domain/index.ts'
import type { InputOf } from '../../../session/index.ts'
import { pathsOf } from '../properties/host-draft.ts'

type NewHost = InputOf<'host.add'>

/** What the wizard collects. */
export interface NewHostDraft {
  name: string
  hypervisor: HypervisorKind
  version: HostVersion
  model: string
  logicalProcessors?: number
  /** Half as many where each core runs two threads. */
  cores?: number
  cpuMhz?: number
  memoryGib?: number
  networkMbps?: number
  localDiskGib?: number
  hostGroupId?: NewHost['hostGroupId']
  networks: readonly string[]
  availableForPlacement: boolean
  paths: string
}

/** An ordinary server of the time, to be changed. */
export function emptyHost(hostGroupId?: NewHost['hostGroupId']): NewHostDraft {
  return {
    ...{ name: '', hypervisor: 'hyper-v', version: '2012-r2', model: 'Server' },
    ...{ logicalProcessors: 16, cores: 16, cpuMhz: 2400, memoryGib: 64, networkMbps: 1000 },
    ...{ localDiskGib: 500, hostGroupId, networks: [], availableForPlacement: true, paths: '' },
  }
}

/** A name of a computer as Windows takes it: 15 letters, digits and hyphens (NetBIOS). */
export function isHostName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9-]{0,14}$/.test(name.trim())
}

/** The input of the command; undefined while something is missing. */
export function newHostOf(draft: NewHostDraft): NewHost | undefined {
  const { hostGroupId, logicalProcessors, cores, cpuMhz } = draft
  const { memoryGib, networkMbps, localDiskGib } = draft
  const hasProcessors = logicalProcessors && cores && cpuMhz
  const hasHardware = hasProcessors && memoryGib && networkMbps && localDiskGib
  const isWhole = hostGroupId && isHostName(draft.name) && draft.networks.length > 0
  if (!hasHardware || !isWhole) return undefined
  return {
    ...{ name: draft.name.trim(), hostGroupId, hypervisor: draft.hypervisor },
    ...{ version: draft.version, model: draft.model.trim() || 'Server' },
    ...{ logicalProcessors, cores, cpuMhz, networkMbps, localDiskGib },
    memoryMib: memoryGib * 1024,
    networks: [...draft.networks],
    placementPaths: pathsOf(draft.paths),
    availableForPlacement: draft.availableForPlacement,
  }
}
