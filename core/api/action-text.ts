import type { Privilege } from '../../shared/rights/index.ts'

const verbs: Record<string, string> = {
  read: 'see',
  implement: 'implement or dismiss',
  author: 'write and switch the rules of',
  edit: 'change',
  stop: 'turn off',
  shutDown: 'shut down',
  pause: 'pause or resume',
  save: 'save the state of',
  checkpoint: 'make, rename or delete checkpoints of',
  checkpointRestore: 'restore a checkpoint of',
  deploy: 'request',
  assign: 'give an owner to',
  connect: 'connect to',
  purge: 'delete for good',
  store: 'store or deploy',
  rate: 'rate',
  configure: 'set',
  control: 'control',
}
const nouns: Record<string, string> = {
  vm: 'a VM',
  fault: 'a fault',
  host: 'a host',
  hostgroup: 'a host group',
  network: 'networks',
  cluster: 'a cluster',
  library: 'the library',
  template: 'a template',
  placement: 'hosts for placement',
  user: 'a user',
  role: 'a user role',
  session: 'sessions',
  audit: 'audit records',
  clock: 'the simulated clock',
  scenario: 'scenarios',
  trace: 'workload traces',
  job: 'a job',
  collector: 'a data collector set or a log',
  plan: 'a plan',
  pro: 'PRO tips',
}

/** A privilege in words: `vm.start` is "start a VM". */
export function textOfAction(privilege: Privilege): string {
  const [kind = '', action = ''] = privilege.split('.')
  return `${verbs[action] ?? action} ${nouns[kind] ?? kind}`
}
