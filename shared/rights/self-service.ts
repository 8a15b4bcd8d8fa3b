import type { Privilege } from './actions.ts'

/** Permitted actions of a self-service role: one list of both generations (facts 3.2). */
export const selfServiceActions = [
  'deploy',
  'deployFromTemplateOnly',
  'createFromVhdOrTemplate',
  'start',
  'stop',
  'shutDown',
  'pauseAndResume',
  'saveState',
  'checkpoint',
  'checkpointRestoreOnly',
  'store',
  'remove',
  'remoteConnection',
  'localAdministrator',
  'author',
  'share',
  'receive',
] as const
export type SelfServiceAction = (typeof selfServiceActions)[number]

/** The groups in which the wizard lists them. */
export const selfServiceActionGroups: readonly {
  key: string
  actions: readonly SelfServiceAction[]
}[] = [
  { key: 'create', actions: ['deploy', 'deployFromTemplateOnly', 'createFromVhdOrTemplate'] },
  { key: 'power', actions: ['start', 'stop', 'shutDown', 'pauseAndResume', 'saveState'] },
  { key: 'checkpoints', actions: ['checkpoint', 'checkpointRestoreOnly'] },
  { key: 'lifecycle', actions: ['store', 'remove', 'remoteConnection', 'localAdministrator'] },
  { key: 'share', actions: ['author', 'share', 'receive'] },
]

/** What an action brings with it (facts 3.2; the first as in Create User Role). */
export const impliedActions: Partial<Record<SelfServiceAction, readonly SelfServiceAction[]>> = {
  deployFromTemplateOnly: ['deploy'],
  createFromVhdOrTemplate: ['deploy'],
  checkpoint: ['checkpointRestoreOnly'],
}

/** The privileges on own VMs that an action grants; actions without any wait for their commands. */
export const privilegesOfAction: Partial<Record<SelfServiceAction, readonly Privilege[]>> = {
  deploy: ['vm.deploy'],
  start: ['vm.start'],
  stop: ['vm.stop'],
  shutDown: ['vm.shutDown'],
  pauseAndResume: ['vm.pause'],
  saveState: ['vm.save'],
  checkpoint: ['vm.checkpoint'],
  checkpointRestoreOnly: ['vm.checkpointRestore'],
  store: ['vm.store'],
  remove: ['vm.delete'],
  remoteConnection: ['vm.connect'],
}

/** The actions with all that they imply, in the order of the list. */
export function withImplied(actions: Iterable<SelfServiceAction>): SelfServiceAction[] {
  const all = new Set<SelfServiceAction>()
  for (const action of actions) {
    all.add(action)
    for (const implied of impliedActions[action] ?? []) all.add(implied)
  }
  return selfServiceActions.filter(action => all.has(action))
}
