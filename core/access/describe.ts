import type { AnyId } from '../../shared/domain/index.ts'
import type { Privilege, SelfServiceAction } from '../../shared/rights/index.ts'
import {
  actionTree,
  privileges,
  privilegesOfAction,
  selfServiceActions,
  withImplied,
} from '../../shared/rights/index.ts'
import type { RoleRow, World } from '../world/index.ts'
import { actionNames, privilegesOfRole } from './grants.ts'
import type { Names } from './names.ts'
import { membersOf } from './principals.ts'

/** A role in words: who its members are, what they can do and cannot, and what may surprise. */
export interface Description {
  readonly who: string
  readonly can: readonly Sentence[]
  readonly cannot: readonly Sentence[]
  readonly warnings: readonly string[]
}
export interface Sentence {
  readonly lead: string
  readonly text: string
}

/** A role that need not exist yet. */
export type RoleDraft = Omit<RoleRow, 'id'>

/** Puts a role into words for one reader: names outside the reader's scope are only counted. */
export function describeRole(world: World, draft: RoleDraft, names: Names): Description {
  const role: RoleRow = { ...draft, id: 'role-0' }
  const isSelfService = role.profile === 'self-service-user'
  const words = isSelfService ? selfServiceWords(world, role, names) : consoleWords(role)
  if (role.mayControlClock || role.profile === 'administrator') {
    words.can.push({ lead: 'Control the clock:', text: 'pause and speed up the simulated time.' })
  } else {
    words.cannot.push({ lead: 'Control the clock:', text: 'pause or speed up simulated time.' })
  }
  const warnings = [...commonWarnings(world, role), ...words.warnings]
  return { who: whoLine(world, role, names), can: words.can, cannot: words.cannot, warnings }
}

interface Words {
  readonly can: Sentence[]
  readonly cannot: Sentence[]
  readonly warnings: string[]
}

function whoLine(world: World, role: RoleRow, names: Names): string {
  const people = membersOf(world, role).size
  const groups = role.userGroupIds.flatMap(id => world.find('usergroup', id)?.name ?? [])
  const inGroups = groups.length ? ` in ${listed(groups)}` : ''
  const surface =
    role.profile === 'self-service-user' ? 'through the portal only' : 'in the console'
  return `${counted(people, 'person', 'people')}${inGroups}, ${surface}, on ${place(role, names)}.`
}

/** The scope of a role in words: named entries, and the number of those hidden from the reader. */
export function place(role: Pick<RoleRow, 'profile' | 'scope'>, names: Names): string {
  if (role.profile === 'administrator') return 'everything'
  const { hostGroupIds, shareIds, templateIds } = role.scope
  const places: readonly AnyId[] = [...hostGroupIds, ...shareIds]
  const seen = places.filter(id => names.sees(id)).map(id => names.of(id))
  const templates = templateIds.filter(id => names.sees(id)).length
  const hidden = places.length + templateIds.length - seen.length - templates
  if (templates) seen.push(counted(templates, 'template', 'templates'))
  if (hidden) seen.push(`${hidden} more outside your scope`)
  return seen.length ? listed(seen) : 'nothing yet'
}

function commonWarnings(world: World, role: RoleRow): string[] {
  const warnings: string[] = []
  if (membersOf(world, role).size === 0) {
    warnings.push('The role has no members: nobody gains anything from it yet.')
  }
  const { hostGroupIds, shareIds, templateIds } = role.scope
  const hasScope = hostGroupIds.length + shareIds.length + templateIds.length > 0
  if (role.profile !== 'administrator' && !hasScope) {
    warnings.push('The scope is empty: members see nothing.')
  }
  return warnings
}

const verbs: Readonly<Record<string, string>> = {
  read: 'see',
  edit: 'change',
  shutDown: 'shut down',
  stop: 'turn off',
  pause: 'pause and resume',
  save: 'save state',
  deploy: 'request',
  assign: 'assign',
  purge: 'purge',
  control: 'control',
  end: 'end',
}

const places: Readonly<Record<string, string>> = {
  vm: 'VMs on the hosts in scope.',
  host: 'hosts and clusters in scope.',
  hostgroup: 'host groups in scope, with all below them.',
  library: 'library shares in scope, and the profiles of the library.',
  template: 'templates in scope, or whose disk lies on a share in scope.',
  placement: 'the hosts in scope for a new VM.',
  job: 'jobs on what lies in scope, and those started themselves.',
  user: 'users and groups of the whole fabric.',
  role: 'user roles whose whole scope lies inside this one.',
  session: 'sessions of other users.',
  audit: 'audit records of what lies in scope, and their own.',
  trace: 'workload traces.',
}

/** The words for an administrator's profile: the tree of rights, kind by kind. */
function consoleWords(role: RoleRow): Words {
  const words: Words = { can: [], cannot: [], warnings: [] }
  if (role.profile === 'administrator') {
    words.can.push({ lead: 'Everything,', text: 'on the whole fabric, and for all users.' })
    return words
  }
  const granted = privilegesOfRole(role)
  for (const kind of Object.keys(actionTree)) {
    // The clock has its own sentence; requesting a VM is the portal's word for creating one.
    const all = privileges.filter(one => one.startsWith(`${kind}.`) && one !== 'vm.deploy')
    if (kind === 'clock') continue
    const [yes, no] = [all.filter(one => granted.has(one)), all.filter(one => !granted.has(one))]
    if (yes.length) words.can.push({ lead: `${leadOf(yes)}:`, text: places[kind] ?? kind })
    if (no.length) words.cannot.push({ lead: `${leadOf(no)}:`, text: places[kind] ?? kind })
  }
  words.cannot.push({ lead: 'Reach beyond the scope:', text: 'what lies outside is not found.' })
  return words
}

function leadOf(held: readonly Privilege[]): string {
  const words = held.map(one => verbs[one.split('.')[1] ?? ''] ?? one.split('.')[1] ?? one)
  return sentenceCase(listed(words))
}

const powerActions: readonly SelfServiceAction[] = [
  'start',
  'stop',
  'shutDown',
  'pauseAndResume',
  'saveState',
]

function selfServiceWords(world: World, role: RoleRow, names: Names): Words {
  const words: Words = { can: [], cannot: [], warnings: [] }
  const has = new Set(withImplied(role.actions))
  const whose = role.quota?.shared ? 'the VMs of all members.' : 'their own VMs.'
  if (has.has('deploy')) words.can.push(createSentence(role))
  const power = powerActions.filter(one => has.has(one)).map(one => actionNames[one].toLowerCase())
  if (power.length) words.can.push({ lead: sentenceCase(listed(power)), text: whose })
  if (has.has('remove')) words.can.push({ lead: 'Delete', text: whose })
  if (has.has('localAdministrator')) {
    const text = 'of a VM when they create it.'
    words.can.push({ lead: 'Set the Administrator password', text })
  }
  words.can.push({ lead: 'See', text: whose })
  const others = role.quota?.shared ? 'VMs of other roles' : 'anybody else’s VMs'
  words.cannot.push(
    { lead: 'See hosts, host groups,', text: `or ${others}.` },
    { lead: 'Change hardware', text: 'of a VM, since it comes from a template.' },
  )
  const lacking = selfServiceActions.filter(one => takesEffect(one) && !has.has(one))
  if (lacking.length) {
    const text = `${listed(lacking.map(one => actionNames[one]))}: not permitted by this role.`
    words.cannot.push({ lead: 'Use', text })
  }
  words.warnings.push(...selfServiceWarnings(world, role, has, names))
  return words
}

function createSentence(role: RoleRow): Sentence {
  const from = `from ${counted(role.scope.templateIds.length, 'template', 'templates')}`
  const each = role.quota?.shared ? 'by all members together' : 'by each member'
  const until = role.quota
    ? `until ${counted(role.quota.points, 'point is', 'points are')} in use ${each}`
    : 'without a quota'
  const text = `${from}, ${until}. Where they run is chosen for them.`
  return { lead: 'Create VMs', text }
}

/** Whether a command of this version asks for the action. */
function takesEffect(action: SelfServiceAction): boolean {
  if (action === 'deployFromTemplateOnly' || action === 'localAdministrator') return true
  return (privilegesOfAction[action] ?? []).length > 0
}

function selfServiceWarnings(
  world: World,
  role: RoleRow,
  has: ReadonlySet<SelfServiceAction>,
  names: Names,
): string[] {
  const warnings: string[] = []
  const { templateIds } = role.scope
  // What the reader may not see counts by its name alone: a cost would tell that it is there.
  const seen = templateIds.filter(id => names.sees(id)).map(id => world.get('template', id))
  if (role.scope.hostGroupIds.length === 0) {
    warnings.push('No host group is in scope: VMs of this role have nowhere to run.')
  }
  if (has.has('deploy') && templateIds.length === 0) {
    warnings.push('Members may create VMs, but there is no template to create them from.')
  }
  if (has.has('deploy') && !role.quota) {
    warnings.push('There is no quota: members may create as many VMs as the hosts can take.')
  }
  const { quota } = role
  const areAllSeen = seen.length > 0 && seen.length === templateIds.length
  if (quota && areAllSeen && seen.every(one => one.quotaPoints > quota.points)) {
    warnings.push(`Every template costs more than the ${quota.points} points of the quota.`)
  }
  if (has.has('deploy') && !has.has('remove')) {
    warnings.push('Without Remove, only an administrator can delete their VMs and free points.')
  }
  const waiting = withImplied(role.actions).filter(one => !takesEffect(one))
  if (waiting.length) {
    const list = listed(waiting.map(one => actionNames[one]))
    warnings.push(`Granted, but this version has no command for it yet: ${list}.`)
  }
  return warnings
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
