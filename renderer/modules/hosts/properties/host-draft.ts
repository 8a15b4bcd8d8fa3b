import type { HostDetails } from '../../../../shared/contract/index.ts'
import type { HostReserves } from '../../../../shared/domain/index.ts'
import { reserveKeys } from '../../../../shared/domain/index.ts'
import type { InputOf } from '../../../session/index.ts'
import type { ReserveDraft } from '../../host-groups/index.ts'
import { sameLevels, wholeLevels, wholeReserves } from '../../host-groups/index.ts'
import { changedProperties, type PropertyLine } from '../../vms/index.ts'

type Changes = InputOf<'host.update'>['changes']

/** What the properties of a host edit. */
export interface HostDraft {
  isOwn: boolean
  reserves: ReserveDraft
  availableForPlacement: boolean
  /** One folder a line. */
  paths: string
  notes: string
  properties: PropertyLine[]
}

/** The draft to begin with. */
export function hostDraftOf(host: HostDetails): HostDraft {
  return {
    isOwn: host.reserves.isOwn,
    reserves: { ...host.reserves.own },
    availableForPlacement: host.availableForPlacement,
    paths: host.placementPaths.join('\n'),
    notes: host.notes,
    properties: Object.entries(host.customProperties).map(([name, value]) => ({ name, value })),
  }
}

/** Only what differs from before, as the command takes it. */
export function hostChangesOf(draft: HostDraft, host: HostDetails): Changes {
  const paths = pathsOf(draft.paths)
  const properties = changedProperties(draft.properties, host.customProperties)
  return {
    ...reservesOf(draft, host),
    ...(draft.availableForPlacement === host.availableForPlacement
      ? {}
      : { availableForPlacement: draft.availableForPlacement }),
    ...(paths.join('\n') === host.placementPaths.join('\n') ? {} : { placementPaths: paths }),
    ...(draft.notes === host.notes ? {} : { notes: draft.notes }),
    ...(Object.keys(properties).length > 0 ? { customProperties: properties } : {}),
  }
}

/** The folders of a text, one a line; empty and repeated ones do not count. */
export function pathsOf(text: string): string[] {
  const lines = text.split('\n').map(line => line.trim())
  return [...new Set(lines.filter(line => line !== ''))]
}

function reservesOf(draft: HostDraft, host: HostDetails): Changes {
  if (!draft.isOwn) return host.reserves.isOwn ? { overridesReserves: false } : {}
  const wanted = wholeReserves(draft.reserves)
  if (!wanted) return {}
  const before: HostReserves = host.reserves.own
  const changed = reserveKeys.filter(key => wanted[key] !== before[key])
  const levels = sameLevels(wanted.levels, before.levels)
    ? {}
    : { levels: wholeLevels(wanted.levels) ?? {} }
  const figures = { ...Object.fromEntries(changed.map(key => [key, wanted[key]])), ...levels }
  if (host.reserves.isOwn && Object.keys(figures).length === 0) return {}
  return { ...figures, ...(host.reserves.isOwn ? {} : { overridesReserves: true }) }
}
