import type { CatalogueItem } from '../../shared/contract/index.ts'
import { byIdNumber } from '../../shared/domain/index.ts'
import { viewOfRefusal } from '../../shared/refusals/index.ts'
import { checkQuota, pointsUsed, privilegesOfRole, quotaUses } from '../access/index.ts'
import { provisionEstimateS } from '../library/index.ts'
import { bootWriteShare } from '../processes/guests.ts'
import { hostsBelow } from '../placement/index.ts'
import { idleRequestMs, throughputMibPerS, volumeFreeGib } from '../storage/index.ts'
import type { RoleRow, TemplateRow, VolumeRow } from '../world/index.ts'
import type { HandlerContext, OutputOf } from './handler.ts'

/** The templates that each of the caller's roles may deploy, with the effect on its quota. */
function catalogue(context: HandlerContext): OutputOf<'portal', 'catalogue'> {
  const { world, caller } = context
  const items = caller.roles.filter(deploys).flatMap(role => {
    const volume = likelyVolume(context, role)
    return [...role.scope.templateIds]
      .sort(byIdNumber)
      .flatMap(id => world.find('template', id) ?? [])
      .filter(template => template.enabled)
      .map(template => itemOf(context, role, template, volume))
  })
  return { items, quotas: quotaUses(world, caller) }
}

function deploys(role: RoleRow): boolean {
  return role.profile === 'self-service-user' && privilegesOfRole(role).has('vm.deploy')
}

/** The volume with most free space in the role's host groups: where placement most likely goes. */
function likelyVolume({ world }: HandlerContext, role: RoleRow): VolumeRow | undefined {
  const ids = new Set(
    role.scope.hostGroupIds
      .filter(id => world.find('hostgroup', id))
      .flatMap(id => hostsBelow(world, id))
      .flatMap(id => world.get('host', id).volumeIds),
  )
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
  { world, caller }: HandlerContext,
  role: RoleRow,
  template: TemplateRow,
  volume: VolumeRow | undefined,
): CatalogueItem {
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
    ...(refusal ? { blockedBecause: viewOfRefusal(refusal) } : {}),
  }
}

function quotas({ world, caller }: HandlerContext): OutputOf<'portal', 'quotas'> {
  return quotaUses(world, caller)
}

/** What the self-service portal asks. */
export const portalHandlers = { catalogue, quotas }
