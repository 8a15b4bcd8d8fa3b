import type {
  ClusterId,
  HostGroupId,
  HostId,
  ShareId,
  TemplateId,
  VolumeId,
} from '../../shared/domain/index.ts'
import type { RoleRow, TableName, World } from '../world/index.ts'

/** The tables on which what a role reaches depends. VMs, jobs and records are tested row by row. */
export const reachTables = [
  'role',
  'usergroup',
  'user',
  'hostgroup',
  'cluster',
  'host',
  'share',
  'disk',
  'template',
] as const satisfies readonly TableName[]

/** What the scope of one role or of several comes to, looked up rather than searched. */
export interface Reach {
  readonly hostGroups: ReadonlySet<HostGroupId>
  readonly clusters: ReadonlySet<ClusterId>
  readonly hosts: ReadonlySet<HostId>
  readonly volumes: ReadonlySet<VolumeId>
  readonly shares: ReadonlySet<ShareId>
  /** Templates that the scope names; those on a share in scope are not listed. */
  readonly templates: ReadonlySet<TemplateId>
}

/**
 * Compiles the union of the roles' scopes: each host group with all below it, their clusters, hosts
 * and volumes; library shares by name or by host group; templates by name.
 */
export function reachOf(world: World, roles: readonly Pick<RoleRow, 'scope'>[]): Reach {
  const hostGroups = new Set<HostGroupId>()
  const shares = new Set<ShareId>()
  const templates = new Set<TemplateId>()
  for (const { scope } of roles) {
    for (const id of scope.hostGroupIds) {
      if (!world.find('hostgroup', id) || hostGroups.has(id)) continue
      for (const below of world.index.groupsBelow(id)) hostGroups.add(below)
    }
    for (const id of scope.shareIds) shares.add(id)
    for (const id of scope.templateIds) templates.add(id)
  }
  const clusters = new Set<ClusterId>()
  const hosts = new Set<HostId>()
  for (const id of hostGroups) {
    for (const clusterId of world.index.clustersByGroup.of(id)) clusters.add(clusterId)
    for (const hostId of world.index.hostsByGroup.of(id)) hosts.add(hostId)
  }
  const volumes = new Set<VolumeId>()
  for (const hostId of hosts) {
    for (const volumeId of world.get('host', hostId).volumeIds) volumes.add(volumeId)
  }
  if (hostGroups.size) {
    for (const share of world.all('share')) {
      if (hostGroups.has(share.hostGroupId)) shares.add(share.id)
    }
  }
  return { hostGroups, clusters, hosts, volumes, shares, templates }
}
