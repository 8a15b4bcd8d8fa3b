import type { CatalogueItem } from '../../shared/contract/index.ts'
import type { HostId } from '../../shared/domain/index.ts'
import { byIdNumber, idsInOrder } from '../../shared/domain/index.ts'
import { viewOfRefusal } from '../../shared/refusals/index.ts'
import { checkQuota, pointsUsed, privilegesOfRole, quotaUses } from '../access/index.ts'
import { provisionEstimateS } from '../library/index.ts'
import { bootWriteShare } from '../processes/guests.ts'
import { hostsBelow, howManyFit, requestOfTemplate } from '../placement/index.ts'
import { idleRequestMs, throughputMibPerS, volumeFreeGib } from '../storage/index.ts'
import type { RoleRow, TemplateRow, VolumeRow } from '../world/index.ts'
import type { HandlerContext, OutputOf } from './handler.ts'

/** The templates that each of the caller's roles may deploy, with the effect on its quota. */
function catalogue(context: HandlerContext): OutputOf<'portal', 'catalogue'> {
  const { world, caller } = context
  const items = caller.roles.filter(deploys).flatMap(role => {
    const hostIds = hostsOfRole(context, role)
    const volume = likelyVolume(context, hostIds)
    return [...role.scope.templateIds]
      .sort(byIdNumber)
      .flatMap(id => world.find('template', id) ?? [])
      .filter(template => template.enabled)
      .map(template => itemOf(context, role, template, { volume, hostIds }))
  })
  return { items, quotas: quotaUses(world, caller) }
}

function deploys(role: RoleRow): boolean {
  return role.profile === 'self-service-user' && privilegesOfRole(role).has('vm.deploy')
}

/** More than this nobody asks for at once, and counting on would take its time. */
const fitsMost = 100

/** The hosts on which a request of the role may be placed, each once, in the order of their ids. */
function hostsOfRole({ world }: HandlerContext, role: RoleRow): HostId[] {
  const groups = role.scope.hostGroupIds.filter(id => world.find('hostgroup', id))
  return idsInOrder(new Set(groups.flatMap(id => hostsBelow(world, id))))
}

/** How many more VMs of the template the caller could request: what quota and room both allow. */
function fitsOf(
  { world, caller }: HandlerContext,
  role: RoleRow,
  template: TemplateRow,
  hostIds: readonly HostId[],
): CatalogueItem['fits'] {
  const { quotaPoints } = template
  const left = role.quota && role.quota.points - pointsUsed(world, role, caller.userId)
  const byQuota = left === undefined || quotaPoints <= 0 ? Infinity : Math.floor(left / quotaPoints)
  const most = Math.min(fitsMost, Math.max(0, byQuota))
  if (most === 0) return { count: 0, isCapped: false }
  const request = { ...requestOfTemplate(world, template), userId: caller.userId }
  const { count } = howManyFit(world, request, hostIds, { most })
  return { count, isCapped: count === fitsMost && byQuota > fitsMost }
}

/** Where a role's request goes to, as far as the time until it is ready depends on it. */
interface RolePlaces {
  readonly volume: VolumeRow | undefined
  readonly hostIds: readonly HostId[]
}

/** The volume with most free space in the role's host groups: where placement most likely goes. */
function likelyVolume(
  { world }: HandlerContext,
  hostIds: readonly HostId[],
): VolumeRow | undefined {
  const ids = new Set(hostIds.flatMap(id => world.get('host', id).volumeIds))
  let best: VolumeRow | undefined
  let bestGib = 0
  for (const id of ids) {
    const volume = world.get('volume', id)
    const freeGib = volumeFreeGib(world, id)
    if (!best || freeGib > bestGib) [best, bestGib] = [volume, freeGib]
  }
  return best
}

function itemOf(
  context: HandlerContext,
  role: RoleRow,
  template: TemplateRow,
  { volume, hostIds }: RolePlaces,
): CatalogueItem {
  const { world, caller } = context
  const fits = fitsOf(context, role, template, hostIds)
  const disk = world.get('disk', template.diskId)
  const share = world.get('share', disk.shareId)
  const before = pointsUsed(world, role, caller.userId)
  const refusal = checkQuota(world, role, caller.userId, template.quotaPoints)
  const speed = volume
    ? {
        throughputMibPerS: throughputMibPerS(world, volume),
        bootRequestMs: idleRequestMs(world, volume, bootWriteShare),
      }
    : { throughputMibPerS: share.throughputMibPerS, bootRequestMs: 0 }
  return {
    templateId: template.id,
    name: template.name,
    description: template.description,
    operatingSystem: template.guestOs.operatingSystem,
    hardware: template.hardware,
    diskGib: disk.sizeGib,
    quotaPoints: template.quotaPoints,
    roleId: role.id,
    maySetPassword: role.actions.includes('localAdministrator'),
    before,
    after: before + template.quotaPoints,
    limit: role.quota?.points,
    readyInS: provisionEstimateS(disk, share, speed),
    fits,
    ...(refusal ? { blockedBecause: viewOfRefusal(refusal) } : {}),
  }
}

function quotas({ world, caller }: HandlerContext): OutputOf<'portal', 'quotas'> {
  return quotaUses(world, caller)
}

/** What the self-service portal asks. */
export const portalHandlers = { catalogue, quotas }
