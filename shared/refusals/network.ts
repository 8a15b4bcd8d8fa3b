import { z } from 'zod'
import { defineRefusal as refusal } from './define.ts'

const text = z.string()
const number = z.number()
const texts = z.array(z.string())

/** What a line of the networking console box cannot mean. */
const consoleRefusals = {
  'console.bad-value': refusal(
    422,
    { property: text, value: text, takes: text },
    '"{value}" is no value for {property}: it takes {takes}.',
    'Write it as property=value, such as metric=1001.',
  ),
  'console.needs-network': refusal(
    422,
    {},
    'A property can be set for one network only, and the line names none.',
    'Name it, such as cluster net "Cluster Network 2" /prop metric=1001.',
  ),
  'console.open-quote': refusal(
    422,
    {},
    'A quotation mark is not closed.',
    'Put the whole name between two quotation marks.',
  ),
  'console.read-only': refusal(
    409,
    { property: text },
    '{property} is a read-only property of a network.',
    'Set Role, Metric, AutoMetric or Description.',
  ),
  'console.unknown-command': refusal(
    422,
    { word: text },
    '"{word}" is no command here.',
    'Type cluster net, cluster net /prop, or cluster net "NAME" /prop metric=N.',
  ),
  'console.unknown-option': refusal(
    422,
    { option: text },
    '{option} is no option of cluster net.',
    'Use /prop or /status.',
  ),
  'console.unknown-property': refusal(
    422,
    { property: text },
    'A network has no property "{property}".',
    'List them with cluster net /prop.',
  ),
} as const

/** What the network refuses. */
export const networkRefusals = {
  ...consoleRefusals,
  'limit.network-adapters': refusal(
    422,
    { kind: text, value: number, limit: number, version: text },
    '{value} {kind} network adapters are more than the {limit} that {version} allows a VM.',
    'Remove adapters, or make some of the other kind.',
  ),
  'migration.no-network': refusal(
    409,
    { name: text, source: text, target: text, networks: texts },
    '{name} cannot migrate live from {source} to {target}: none of its networks links the two now ({networks}).',
    'Bring one of the networks up, allow the VM another one, or move it with quick migration.',
  ),
  'network.adapter-taken': refusal(
    409,
    { adapter: text, host: text, users: texts },
    '{adapter} of {host} cannot join a team: {users} uses it.',
    'Choose a free adapter, or put what uses it over another one first.',
  ),
  'network.in-use': refusal(
    409,
    { name: text, host: text, users: texts },
    '{name} of {host} cannot go: it is used by {users}.',
    'Connect these to another network first.',
  ),
  'network.last-for-cluster': refusal(
    409,
    { name: text, cluster: text },
    '{name} is the last network that {cluster} may use: with role 0 its nodes would not hear each other.',
    'Give another network role 1 or 3 first.',
  ),
  'network.needs-uplink': refusal(
    422,
    { name: text, kind: text },
    'The virtual network {name} is {kind}, and what it lies over does not fit that.',
    'Name an adapter or team for an external or dedicated one, and none for a private or internal one.',
  ),
  'network.team-subnets': refusal(
    409,
    { name: text, subnets: texts },
    'The adapters of the team {name} are on different subnets: {subnets}.',
    'Choose adapters on one subnet.',
  ),
  'network.unknown': refusal(
    404,
    { kind: text, name: text, owner: text, known: texts },
    '{owner} has no {kind} "{name}". It has: {known}.',
    'Check the name. One with blanks goes between quotation marks in the console box.',
  ),
  'network.uplink-taken': refusal(
    409,
    { name: text, over: text, user: text },
    '{name} cannot lie over {over}: {user} does, and the two are not told apart by a VLAN.',
    'Give it a VLAN of its own, or another adapter. A dedicated network needs an adapter or team for itself.',
  ),
} as const
