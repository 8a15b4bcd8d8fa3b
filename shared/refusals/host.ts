import { z } from 'zod'
import { defineRefusal as refusal } from './define.ts'

const text = z.string()
const number = z.number()
const texts = z.array(z.string())

/** Refusals about hosts and clusters. */
export const hostRefusals = {
  'cluster.no-quorum': refusal(
    409,
    { cluster: text, votes: number, needed: number },
    '{cluster} has no quorum: {votes} of its votes are there, and it needs {needed}. Its service is stopped, and it starts no VM.',
    'Bring nodes or the witness back; the cluster then starts by itself.',
  ),
  'cluster.not-an-owner': refusal(
    409,
    { name: text, host: text, owners: texts },
    '{host} is not among the possible owners of {name}: {owners}.',
    'Choose one of them, or change the possible owners of the VM.',
  ),
  'cluster.shared-disk': refusal(
    409,
    { name: text, volume: text, others: number },
    '{volume} has one owner at a time, and {others} other VMs lie on it: {name} cannot leave without them.',
    'Move its files to a cluster shared volume, or shut the others down and move them together.',
  ),
  'cluster.vm-limit': refusal(
    409,
    { cluster: text, vms: number, limit: number },
    '{cluster} holds {vms} highly available VMs, and its version allows {limit}.',
    'Delete or move VMs, or choose another cluster.',
  ),
  'cluster.node-invalid': refusal(
    409,
    { cluster: text, failures: texts },
    'The hosts cannot join {cluster}: {failures}',
    'Mend what failed, and validate again.',
  ),
  'cluster.not-a-node': refusal(
    409,
    { host: text, cluster: text },
    '{host} is not a node of {cluster}.',
    'Choose a node, or add the host to the cluster first.',
  ),
  'cluster.last-node': refusal(
    409,
    { host: text, cluster: text },
    '{host} is the last node of {cluster}.',
    'Destroy the cluster instead.',
  ),
  'cluster.quorum-at-risk': refusal(
    409,
    { host: text, cluster: text, votes: number, needed: number },
    'Without {host} {cluster} would have {votes} votes and need {needed}: its service would stop.',
    'Bring a node back or change the quorum first.',
  ),
  'cluster.shared-in-use': refusal(
    409,
    { name: text, volume: text, cluster: text },
    '{name} lies on {volume}, which only nodes of {cluster} reach.',
    'Move its files to a disk of the host itself, or move the VM to another node.',
  ),
  'cluster.has-vms': refusal(
    409,
    { cluster: text, vms: number, first: text },
    '{cluster} holds {vms} highly available VMs ({first} is the first).',
    'Move them to another cluster or delete them first.',
  ),
  'cluster.no-group': refusal(
    409,
    { name: text },
    '{name} is not highly available, so no cluster fails it over.',
    'Create it as highly available on a cluster.',
  ),
  'cluster.owner-not-possible': refusal(
    409,
    { name: text, host: text },
    '{host} is preferred for {name}, but not among its possible owners.',
    'Make it a possible owner, or do not prefer it.',
  ),
  'failover.no-room': refusal(
    409,
    { name: text, nodes: texts },
    'No node can start {name}: {nodes}.',
    'Stop or move VMs there, or bring a node back.',
  ),
  'failover.threshold': refusal(
    409,
    { name: text, failovers: number, limit: number, hours: number },
    '{name} failed over {failovers} times in {hours} hours, and its limit is {limit}.',
    'Find out why its nodes fail, then start it by hand.',
  ),
  'failover.displaced': refusal(
    409,
    { name: text, host: text, by: text },
    '{name} was taken down on {host}: {by} has a higher priority, and memory lacked.',
    'Free memory in the cluster, then start it.',
  ),
  'cluster.node-evicted': refusal(
    409,
    { host: text, cluster: text },
    '{host} is no active node of {cluster}: it starts no highly available VM.',
    'Wait until it has joined its cluster again.',
  ),
  'cluster.disk-elsewhere': refusal(
    409,
    { name: text, volume: text, owner: text },
    '{name} cannot run here: {volume} has one owner at a time, and that is {owner}.',
    'Move the volume with its VMs, or move the files of the VM.',
  ),
  'cluster.invalid': refusal(
    409,
    { cluster: text, failures: texts },
    '{cluster} cannot be created: {failures}',
    'Mend what failed, and validate again.',
  ),
  'host.has-vms': refusal(
    409,
    { host: text, vms: number, running: number },
    '{host} holds {vms} VMs, {running} of them running: the console would lose sight of them.',
    'Move or delete them first, or remove the host with its VMs: they then run on unmanaged.',
  ),
  'host.is-node': refusal(
    409,
    { host: text, cluster: text, vms: number },
    '{host} is a node of {cluster} and holds {vms} of its highly available VMs.',
    'Put it into maintenance mode so that they leave, then remove it.',
  ),
  'host.not-empty': refusal(
    409,
    { host: text, count: number, first: text },
    '{host} still runs {count} VMs ({first} is the first), so it does not restart.',
    'Look why they could not leave, move or save them, then restart the job.',
  ),
  'host.no-room-to-leave': refusal(
    409,
    { host: text, count: number, missingMib: number, first: text, because: text },
    '{host} cannot be emptied: {count} of its VMs, with {missingMib} MB of memory, find no room elsewhere ({first} first: {because}).',
    'Stop or move other VMs, or let those that find no room be saved.',
  ),
  'host.no-bmc': refusal(
    409,
    { host: text },
    '{host} has no baseboard controller, so nothing could turn it on again.',
    'Name its controller in the properties of the host.',
  ),
  'host.not-in-maintenance': refusal(
    409,
    { host: text },
    '{host} is not in maintenance mode.',
    'Nothing is left to end.',
  ),
  'host.not-down': refusal(
    409,
    { host: text, condition: text },
    '{host} cannot be started: it is {condition}.',
    'Restart it instead.',
  ),
  'host.clock-skew': refusal(
    409,
    { source: text, target: text, skewS: number, limitS: number },
    'The clocks of {source} and {target} are {skewS} s apart, and the domain authenticates up to {limitS} s.',
    'Set the clock of the host that is wrong.',
  ),
  'host.in-maintenance': refusal(
    409,
    { host: text },
    '{host} is in maintenance mode: no VM is created on it or moved to it.',
    'Choose another host, or end its maintenance mode.',
  ),
  'host.no-service-pack': refusal(
    409,
    { host: text, servicePack: number, platform: text },
    'Service Pack {servicePack} is none for {host}: it runs {platform}.',
    'Restart it without installing anything.',
  ),
  'host.not-responding': refusal(
    409,
    { host: text, condition: text },
    '{host} does not respond (it is {condition}).',
    'Wait until it answers again, or choose another host.',
  ),
  'host.pending': refusal(
    409,
    { host: text },
    '{host} is still being added: its agent is not there yet.',
    'Wait for its job, or restart that where it failed.',
  ),
  'host.too-large': refusal(
    409,
    { host: text, platform: text, what: text, wanted: number, limit: number },
    '{host} has {wanted} {what}, and {platform} uses up to {limit}.',
    'Choose a newer version, or check the figures of the host.',
  ),
  'host.processor-limit': refusal(
    409,
    { host: text, wanted: number, limit: number, because: text, platform: text },
    '{host} would run {wanted} virtual processors, and {platform} allows {limit}: {because}.',
    'Stop or move a VM there.',
  ),
  'host.cores': refusal(
    400,
    { host: text, cores: number, logicalProcessors: number },
    '{host} cannot have {cores} cores with {logicalProcessors} logical processors: a core runs one thread or two.',
    'Give as many cores as logical processors, or half as many.',
  ),
  'host.went-down': refusal(
    409,
    { host: text },
    '{host} went away while the job ran.',
    'Restart the job when the host is back.',
  ),
  'hypervisor.unsupported': refusal(
    409,
    { host: text, hypervisor: text, action: text },
    '{host} runs {hypervisor}, which does not allow "{action}".',
    'Choose a host that runs Hyper-V.',
  ),
} as const
