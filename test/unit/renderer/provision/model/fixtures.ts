import type {
  DiskRowView,
  HostRating,
  TemplateRowView,
} from '../../../../../shared/contract/index.ts'
import {
  fromTemplate,
  newVmDraft,
  type VmDraft,
} from '../../../../../renderer/modules/provision/model/draft.ts'

/** A template of two processors and 2 GB with one adapter. */
export const accounting: TemplateRowView = {
  id: 'template-3',
  name: 'Accounting desktop',
  description: '',
  enabled: true,
  diskId: 'disk-7',
  diskName: 'server-2008-r2',
  diskGib: 40,
  hardware: {
    cpuCount: 2,
    memoryMib: 2048,
    cpuWeight: 100,
    cpuReservePercent: 0,
    cpuLimitPercent: 100,
    highlyAvailable: true,
    networks: [{ network: 'Accounting', kind: 'synthetic' }],
  },
  guestOs: {
    operatingSystem: 'Windows Server 2008 R2',
    computerName: '*',
    organisation: '',
    timeZone: 'UTC',
    domain: '',
  },
  quotaPoints: 3,
  workload: 'office-desktop',
  deployedVms: 4,
}

/** A disk that cannot be customised. */
export const plainDisk: DiskRowView = {
  id: 'disk-9',
  name: 'data',
  shareId: 'share-1',
  shareName: 'MSSCVMMLibrary',
  sizeGib: 20,
  usedGib: 4,
  format: 'dynamic',
  operatingSystem: 'None',
  sysprepped: false,
}

/** A finished draft: one VM from the template on a chosen host. */
export function finishedDraft(change: Partial<VmDraft> = {}): VmDraft {
  return {
    ...newVmDraft(),
    ...fromTemplate(accounting),
    name: 'acct-017',
    hostGroup: { id: 'hostgroup-1', name: 'All Hosts' },
    host: { id: 'host-4', name: 'hv-04' },
    ...change,
  }
}

/** A rating without a reason against the host. */
export function ratingOf(change: Partial<HostRating> = {}): HostRating {
  return {
    hostId: 'host-4',
    hostName: 'hv-04',
    hostGroupName: 'All Hosts',
    stars: 2,
    score: 2.21,
    rank: change.score ?? 2.21,
    favours: [],
    checked: [],
    points: 7.51,
    pointsMax: 17,
    terms: [],
    reasons: [],
    memoryFreeAfterMib: 8612,
    toWin: [],
    ...change,
  }
}

/** A reason for no star. */
export function zero(overridable: boolean): HostRating['reasons'][number] {
  return {
    code: 'placement.not-clustered',
    severity: 'zero',
    text: 'Not clustered.',
    next: 'Place it on a node.',
    overridable,
  }
}
