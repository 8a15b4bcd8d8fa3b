import type { ObjectKind } from '../../shared/domain/index.ts'

/**
 * Kinds that belong to the whole fabric and lie in no host group, share or list: the privilege
 * alone decides. All users are among them, since nobody can delegate to a name they cannot see;
 * profiles are copied into templates, so that a change of one reaches nobody else's template.
 */
export const wholeFabricKinds: ReadonlySet<ObjectKind> = new Set<ObjectKind>([
  'user',
  'usergroup',
  'trace',
  'hwprofile',
  'osprofile',
  'customproperty',
  'rulepack',
  'chart',
])
