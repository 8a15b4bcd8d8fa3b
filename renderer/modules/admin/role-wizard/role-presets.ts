import {
  selfServiceActions,
  withImplied,
  type SelfServiceAction,
} from '../../../../shared/rights/index.ts'

export const rolePresets = ['operateOnly', 'createAndOperate', 'allActions'] as const
export type RolePreset = (typeof rolePresets)[number]

const operate: readonly SelfServiceAction[] = [
  'start',
  'stop',
  'shutDown',
  'pauseAndResume',
  'saveState',
  'checkpoint',
  'remoteConnection',
]

/** What each preset ticks. Implied actions are left out, since they follow by themselves. */
export const presetActions: Record<RolePreset, readonly SelfServiceAction[]> = {
  operateOnly: operate,
  createAndOperate: ['deployFromTemplateOnly', ...operate, 'store', 'remove', 'localAdministrator'],
  // Restore only and Deploy are implied by others of the list.
  allActions: selfServiceActions.filter(
    action => action !== 'deploy' && action !== 'checkpointRestoreOnly',
  ),
}

/** How many actions are granted in one of the two and not in the other. */
export function distance(chosen: readonly SelfServiceAction[], preset: RolePreset): number {
  const granted = new Set(withImplied(chosen))
  const wanted = new Set(withImplied(presetActions[preset]))
  return selfServiceActions.filter(action => granted.has(action) !== wanted.has(action)).length
}

/** The preset that is nearest to a choice; of two equally near ones the smaller. */
export function nearestPreset(chosen: readonly SelfServiceAction[]): RolePreset {
  let nearest: RolePreset = 'operateOnly'
  for (const preset of rolePresets) {
    if (distance(chosen, preset) < distance(chosen, nearest)) nearest = preset
  }
  return nearest
}
