import { z } from 'zod'
import { defineRefusal as refusal } from './define.ts'
import { faultRefusals } from './fault.ts'
import { storageAccessRefusals } from './storage-access.ts'
import { hostRefusals } from './host.ts'
import { memoryRefusals } from './memory.ts'
import { reserveRefusals } from './reserve.ts'
import { networkRefusals } from './network.ts'
import { parentDiskRefusals } from './parent-disk.ts'
import { planRefusals } from './plan.ts'
import { placementRuleRefusals } from './placement-rule.ts'
import { proRefusals } from './pro.ts'
import { snapshotRefusals } from './snapshot.ts'
import { solverRefusals } from './solver.ts'
import { storageRefusals } from './storage.ts'
import { startRefusals } from './start.ts'
import { collectorRefusals } from './collector.ts'
import { chartRefusals } from './chart.ts'
import { counterRefusals } from './counter.ts'
import { powerRefusals } from './power.ts'
import { scenarioRefusals } from './scenario.ts'
import { transferRefusals } from './transfer.ts'
import { vmWorkRefusals } from './vm-work.ts'

const text = z.string()
const number = z.number()
const texts = z.array(z.string())

/**
 * Every expected "no" of the product. The key is the code on the wire and of the translated text.
 */
export const refusalCatalogue = {
  ...faultRefusals,
  ...hostRefusals,
  ...memoryRefusals,
  ...reserveRefusals,
  ...networkRefusals,
  ...parentDiskRefusals,
  ...planRefusals,
  ...placementRuleRefusals,
  ...proRefusals,
  ...snapshotRefusals,
  ...storageRefusals,
  ...storageAccessRefusals,
  ...startRefusals,
  ...scenarioRefusals,
  'access.bulk-none-possible': refusal(
    409,
    { action: text, count: number, first: text },
    'None of the {count} chosen objects allows "{action}". The first reason: {first}',
    'Choose objects in another state, or look at each reason in the Actions pane.',
  ),
  'access.denied': refusal(
    403,
    { action: text, target: text, missing: text },
    'You may not {action} on {target}. {missing}',
    'Ask an administrator for a role that grants it.',
  ),
  'access.fabric-missing': refusal(
    409,
    {},
    'This data folder holds no fabric yet.',
    'Finish the first-run page, or start with --fabric and --admin.',
  ),
  'access.foreign-page': refusal(
    403,
    {},
    'The request does not prove that a page of this host made it.',
    'Load the page again. A script sends a bearer token, or the header X-CSRF-Token.',
  ),
  'access.not-signed-in': refusal(
    401,
    {},
    'This needs a signed-in user, and there is no valid session: none was begun, or it ended.',
    'Sign in and try again.',
  ),
  'access.password-weak': refusal(
    422,
    { lengthMin: number },
    'The password is too weak: it needs at least {lengthMin} characters and must differ from the name.',
    'Choose a longer password.',
  ),
  'access.rate-limited': refusal(
    429,
    { retryAfterS: number },
    'Too many failed sign-ins. The next one is answered in {retryAfterS} s.',
    'Wait, then try again.',
  ),
  'access.sign-in-failed': refusal(
    401,
    {},
    'The name or the password is wrong.',
    'Check both. Names do not depend on upper or lower case, passwords do.',
  ),
  'access.too-many-streams': refusal(
    429,
    { limit: number },
    'You have {limit} streams open already, and nobody may have more.',
    'Close a list or a window that you do not need.',
  ),
  'cluster.node-version': refusal(
    409,
    { name: text, group: text },
    '{name} is a node of a cluster, and the hosts of a cluster stay in one host group ({group}).',
    'Move the cluster as a whole.',
  ),
  'connection.closed': refusal(
    503,
    {},
    'The connection to Hostward ended before the answer came.',
    'It is opened again by itself. Look whether the change was made before you repeat it.',
  ),
  'fabric.exists': refusal(
    409,
    { fabric: text },
    'This data folder already holds the fabric "{fabric}".',
    'Choose another data folder, or start without --fabric, --seed and --admin.',
  ),
  'hostgroup.cycle': refusal(
    409,
    { name: text, parent: text },
    '{name} cannot move below {parent}: that is the group itself or lies inside it.',
    'Choose a group outside {name}.',
  ),
  'hostgroup.not-empty': refusal(
    409,
    { name: text, hosts: number, groups: number },
    '{name} cannot be deleted: it holds {hosts} hosts and {groups} host groups.',
    'Move or delete them first.',
  ),
  'hostgroup.root': refusal(
    409,
    { name: text, action: text },
    '{name} is the root of all host groups: it cannot be {action}.',
    'Choose a group below it.',
  ),
  'input.invalid': refusal(
    422,
    { issues: texts },
    'The input does not fit: {issues}',
    'Correct the named fields. Nothing was changed.',
  ),
  'input.too-large': refusal(
    413,
    { limitMib: number },
    'The request is larger than {limitMib} MiB.',
    'Split it into several.',
  ),
  'input.too-many': refusal(
    422,
    { count: number, limit: number },
    'The command names {count} objects, and one command takes at most {limit}.',
    'Split it into several commands.',
  ),
  'job.not-cancellable': refusal(
    409,
    { job: text, status: text },
    'The job "{job}" is {status}: only a running or waiting job can be cancelled.',
    'Nothing is left to cancel.',
  ),
  'job.not-restartable': refusal(
    409,
    { job: text, status: text },
    'The job "{job}" is {status}: only a failed or cancelled job of one object restarts.',
    'Start the action again from its object.',
  ),
  'library.disk-too-large': refusal(
    422,
    { name: text, sizeGib: number, limitGib: number },
    'The disk {name} would have {sizeGib} GB, and a VHD holds at most {limitGib} GB.',
    'Choose a smaller size.',
  ),
  'library.in-use': refusal(
    409,
    { name: text, kind: text, users: texts },
    'The {kind} {name} is in use by {users}.',
    'Remove it there first.',
  ),
  'library.template-disabled': refusal(
    409,
    { name: text },
    'The template {name} is disabled.',
    'Enable it, or choose another template.',
  ),
  'limit.cpu-count': refusal(
    422,
    { value: number, limit: number, version: text },
    '{value} virtual processors are more than a VM on a {version} host can have ({limit}).',
    'Use at most {limit}.',
  ),
  'limit.cpu-reserve': refusal(
    422,
    { reservePercent: number, limitPercent: number },
    'The reserve of {reservePercent} % of the processors is more than the limit of {limitPercent} %.',
    'Use a reserve of at most {limitPercent} %, or a higher limit.',
  ),
  'limit.memory': refusal(
    422,
    { valueMib: number, limitMib: number, version: text },
    '{valueMib} MB are more than a VM on a {version} host can have ({limitMib} MB).',
    'Use at most {limitMib} MB.',
  ),
  'name.taken': refusal(
    409,
    { kind: text, name: text },
    'There is already a {kind} named {name}.',
    'Choose another name.',
  ),
  'not-found': refusal(
    404,
    { kind: text, id: text },
    'There is no {kind} {id} that you can see.',
    'Refresh the list: it may have been deleted, or lie outside your scope.',
  ),
  'placement.host-unsuitable': refusal(
    409,
    { host: text, reasons: texts },
    '{host} cannot take the VM: {reasons}',
    'Choose another host, or remove the cause.',
  ),
  'placement.no-host': refusal(
    409,
    { group: text, rated: number, reasons: texts },
    'None of the {rated} hosts of {group} can take the VM. {reasons}',
    'Ask for less, free a host, or choose another host group.',
  ),
  'quota.exceeded': refusal(
    409,
    { quota: text, holder: text, used: number, requested: number, limit: number },
    'The quota of {quota} of {holder} would be exceeded: {used} used and {requested} asked for are more than {limit}.',
    'Delete a VM, or ask an administrator for more quota.',
  ),
  'role.beyond-scope': refusal(
    403,
    { role: text, outside: texts },
    'The role {role} would reach beyond your own scope: {outside}.',
    'Choose host groups, library shares and templates inside your scope.',
  ),
  'role.last-administrator': refusal(
    409,
    { user: text },
    '{user} is the last administrator who can sign in.',
    'Make another user an administrator first.',
  ),
  'role.needs-template': refusal(
    422,
    { role: text },
    'The role {role} may create VMs, but has no template to create them from.',
    'Add at least one template, or take the Deploy actions away.',
  ),
  'role.profile-fixed': refusal(
    409,
    { role: text, profile: text },
    'The role {role} is the one {profile} role: it cannot be deleted, and neither its profile nor its scope can change.',
    'Change its members, or create another role.',
  ),
  'store.failed': refusal(
    503,
    { reason: text },
    'The command was not carried out, because it could not be written to disk: {reason}.',
    'Free some space or check the disk, then try again. Nothing was changed.',
  ),
  'trace.archive-bad': refusal(
    422,
    { file: text, reason: text },
    '{file} cannot be unpacked: {reason}. Nothing was imported.',
    'Give a folder, or a .tar, .tar.gz or .tar.xz of trace files.',
  ),
  'trace.bad-line': refusal(
    422,
    { file: text, line: number, value: text },
    '{file}, line {line}: "{value}" is no whole percentage from 0 to 100. Nothing was imported.',
    'Correct the line and import again.',
  ),
  'trace.none': refusal(
    422,
    { source: text },
    '{source} holds no trace file. Nothing was imported.',
    'A trace is a text file with one whole percentage a line, five minutes apart.',
  ),
  'trace.path-climbs': refusal(
    422,
    { file: text, path: text },
    '{file} holds the path {path}, which climbs out of the archive. Nothing was imported.',
    'Pack the folder again with relative paths.',
  ),
  'trace.too-large': refusal(
    422,
    { source: text, limitMib: number },
    '{source} unpacks to more than {limitMib} MiB. Nothing was imported.',
    'Import it in several parts.',
  ),
  'trace.too-long': refusal(
    422,
    { source: text, limit: number },
    '{source} holds more than {limit} samples. Nothing was imported.',
    'Import it in several parts.',
  ),
  'user.group-unknown': refusal(
    422,
    { name: text },
    'There is no user or group {name}.',
    'Create it first.',
  ),
  'migration.network-missing': refusal(
    409,
    { name: text, host: text, network: text },
    '{host} is not on the network {network}, which {name} is connected to.',
    'Choose a host on that network, or connect the VM to another one.',
  ),
  'migration.no-cluster': refusal(
    409,
    { name: text, host: text },
    '{host} is no node of a cluster, so {name} cannot move to another host while it runs.',
    'Choose a VM on a cluster, or shut it down and create it again elsewhere.',
  ),
  'migration.other-cluster': refusal(
    409,
    { name: text, source: text, target: text },
    '{source} and {target} are not nodes of one cluster, so {name} cannot move between them.',
    'Choose another node of the same cluster.',
  ),
  'migration.same-host': refusal(
    409,
    { name: text, host: text },
    '{name} is on {host} already.',
    'Choose another host.',
  ),
  'migration.volume-not-reached': refusal(
    409,
    { name: text, host: text, volume: text },
    '{host} does not reach {volume}, where disks of {name} lie.',
    'Choose a host that shares the volume.',
  ),
  'vm.bad-power-state': refusal(
    409,
    { name: text, action: text, state: text, allowed: texts },
    '{name} cannot do "{action}": it is in the state {state}, and this needs {allowed}.',
    'Bring the VM into one of these states first.',
  ),
  'vm.busy': refusal(
    409,
    { name: text, job: text },
    '{name} is busy with the job "{job}".',
    'Wait for the job, or cancel it.',
  ),
  'vm.insufficient-memory': refusal(
    409,
    { name: text, host: text, neededMib: number, freeMib: number },
    '{name} needs {neededMib} MB with its overhead, and {host} has {freeMib} MB free above its reserve.',
    'Stop or save another VM there.',
  ),
  'vm.host-limit': refusal(
    409,
    { host: text, running: number, limit: number },
    '{host} runs {running} VMs, and its version allows {limit}.',
    'Stop or save another VM there.',
  ),
  'vm.no-guest-services': refusal(
    409,
    { name: text },
    '{name} cannot be shut down: no integration services answer in its guest.',
    'Wait until the guest has started, or turn the VM off.',
  ),
  'vm.not-recycled': refusal(
    409,
    { name: text },
    '{name} is not in the recycle bin.',
    'Delete it first, or refresh the list.',
  ),
  'vm.shutdown-service-off': refusal(
    409,
    { name: text },
    '{name} cannot be shut down: its integration service "Operating system shutdown" is off.',
    'Turn the VM off, and turn the service on in its hardware.',
  ),
  'vm.recycled': refusal(409, { name: text }, '{name} is in the recycle bin.', 'Restore it first.'),
  ...{ ...counterRefusals, ...collectorRefusals },
  ...chartRefusals,
  ...counterRefusals,
  ...powerRefusals,
  ...solverRefusals,
  ...transferRefusals,
  ...vmWorkRefusals,
} as const

export type RefusalCode = keyof typeof refusalCatalogue
export type RefusalData<Code extends RefusalCode> = z.infer<(typeof refusalCatalogue)[Code]['data']>
