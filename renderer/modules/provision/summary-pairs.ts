import type { HostRating } from '../../../shared/contract/index.ts'
import { formatNumber, type KeyValuePair } from '../../ui/index.ts'
import { guestOsPairs, hardwarePairs } from '../library/index.ts'
import { formatGib, hardwareOf } from '../library/model/index.ts'
import { diskGibOf, isCustomisable, previewNames, type VmDraft } from './model/index.ts'

type Translate = (key: string, values?: Record<string, unknown>) => string

/** All decisions of the wizard as names and values, in the order of its pages. */
export function summaryPairs(
  draft: VmDraft,
  rating: HostRating | undefined,
  t: Translate,
): KeyValuePair[] {
  const guest = draft.sourceKind === 'disk' && !isCustomisable(draft)
  return [
    pair('name', t('common.name'), namesLine(draft, t)),
    pair('source', t('provision.summary.source'), sourceLine(draft, t)),
    pair('description', t('library.field.description'), draft.description),
    pair('owner', t('provision.identity.owner'), ownerLine(draft, t)),
    pair('points', t('library.field.quotaPoints'), formatNumber(draft.quotaPoints ?? 0)),
    pair('tags', t('provision.identity.tags'), draft.tags.join(', ')),
    pair('sets', t('placement.sets'), draft.availabilitySets.join(', ')),
    pair('properties', t('vms.customProperties'), propertiesLine(draft)),
    ...hardwarePairs(hardwareOf(draft.hardware), t),
    ...(guest ? [] : guestOsPairs(draft.guestOs, t)),
    pair('destination', t('provision.summary.destination'), destinationLine(draft, rating, t)),
    ...(draft.destinationKind === 'host'
      ? [pair('path', t('provision.summary.path'), pathLine(draft, t))]
      : []),
    pair('start', t('provision.properties.startAction'), startLine(draft, t)),
    pair(
      'stop',
      t('provision.properties.stopAction'),
      t(`provision.stopAction.${draft.stopAction}`),
    ),
    pair(
      'now',
      t('provision.properties.startNow'),
      t(draft.startAfterCreation ? 'common.yes' : 'common.no'),
    ),
    pair('workload', t('library.column.workload'), t(`library.workload.${draft.workload}`)),
  ].filter(one => one.value !== '')
}

function namesLine({ name, count = 1 }: VmDraft, t: Translate): string {
  const { first, last } = previewNames(name, count)
  if (count <= 1) return first[0] ?? ''
  return t('provision.identity.range', { first: first[0], last: last ?? first.at(-1), count })
}

function propertiesLine({ customProperties }: VmDraft): string {
  const given = Object.entries(customProperties).filter(([, value]) => value !== '')
  return given.map(([name, value]) => `${name}: ${value}`).join(', ')
}

function sourceLine(draft: VmDraft, t: Translate): string {
  const size = formatGib(diskGibOf(draft) ?? 0)
  if (draft.sourceKind === 'blank') {
    return `${t('provision.source.blank')}, ${size}, ${t(`library.format.${draft.blankFormat}`)}`
  }
  const name = draft.sourceKind === 'template' ? draft.template?.name : draft.disk?.name
  const source = `${t(`provision.source.${draft.sourceKind}`)} ${name ?? ''}, ${size}`
  return draft.differencing ? t('provision.source.overShared', { source }) : source
}

function ownerLine({ owner, role }: VmDraft, t: Translate): string {
  if (!owner && !role) return t('provision.identity.nobody')
  return [owner?.name, role?.name].filter(Boolean).join(', ')
}

function destinationLine(draft: VmDraft, rating: HostRating | undefined, t: Translate): string {
  if (draft.destinationKind === 'hostgroup') {
    return t('provision.destination.is.hostgroup', { group: draft.hostGroup?.name ?? '' })
  }
  const host = draft.host?.name ?? ''
  if (!rating) return host
  return t('provision.summary.host', { host, stars: formatNumber(rating.stars, 1) })
}

function pathLine({ volume, path }: VmDraft, t: Translate): string {
  return [volume?.name ?? t('provision.path.automatic'), path.trim()].filter(Boolean).join(', ')
}

function startLine({ startAction, startDelayS }: VmDraft, t: Translate): string {
  const action = t(`provision.startAction.${startAction}`)
  if (startAction === 'never' || !startDelayS) return action
  return t('provision.summary.delayed', { action, delay: formatNumber(startDelayS) })
}

function pair(key: string, label: string, value: string): KeyValuePair {
  return { key, label, value }
}
