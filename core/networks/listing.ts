import type { ClusterNetwork } from '../world/index.ts'
import type { ClusterNetworkState } from './state.ts'

const networkWidth = 20
const nameWidth = 24

/** The properties of networks as the cluster's command line tool lists them (seed 002). */
export function propertyListing(networks: readonly ClusterNetwork[], name?: string): string[] {
  const rows = networks.flatMap(network =>
    propertiesOf(network).map(([type, property, value]) => [type, network.name, property, value]),
  ) as [string, string, string, string][]
  const widest = Math.max(5, ...rows.map(([, , , value]) => value.length))
  const title = name === undefined ? 'all networks' : `'${name}'`
  return [
    `Listing properties for ${title}:`,
    '',
    lineOf('T', 'Network', 'Name', 'Value'),
    lineOf('--', '-'.repeat(networkWidth), '-'.repeat(nameWidth), '-'.repeat(widest)),
    ...rows.map(row => lineOf(...row)),
  ]
}

/** Whether the networks are up. */
export function statusListing(
  networks: readonly ClusterNetwork[],
  stateOf: (network: ClusterNetwork) => ClusterNetworkState,
  name?: string,
): string[] {
  const title = name === undefined ? 'all available networks' : `network '${name}'`
  const line = (network: string, status: string) => `${network.padEnd(networkWidth)} ${status}`
  return [
    `Listing status for ${title}:`,
    '',
    line('Network', 'Status'),
    line('-'.repeat(networkWidth), '-'.repeat(11)),
    ...networks.map(network => line(network.name, stateWords[stateOf(network)])),
  ]
}

const stateWords: Readonly<Record<ClusterNetworkState, string>> = {
  up: 'Up',
  partitioned: 'Partitioned',
  down: 'Down',
}

function lineOf(type: string, network: string, name: string, value: string): string {
  const line = `${type.padEnd(2)} ${network.padEnd(networkWidth)} ${name.padEnd(nameWidth)} ${value}`
  return line.trimEnd()
}

/** Type letters: S a text, M several, D a number; R is read-only. */
function propertiesOf(network: ClusterNetwork): [string, string, string][] {
  const [address = '', prefix = ''] = network.subnet.split('/')
  return [
    ['SR', 'Name', network.name],
    ['MR', 'IPv6Addresses', ''],
    ['MR', 'IPv6PrefixLengths', ''],
    ['MR', 'IPv4Addresses', address],
    ['MR', 'IPv4PrefixLengths', prefix],
    ['SR', 'Address', address],
    ['SR', 'AddressMask', maskOf(Number(prefix))],
    ['S', 'Description', network.description],
    ['D', 'Role', numberText(network.role)],
    ['D', 'Metric', numberText(network.metric)],
    ['D', 'AutoMetric', numberText(network.autoMetric ? 1 : 0)],
  ]
}

function numberText(value: number): string {
  return `${value} (0x${value.toString(16)})`
}

/** The mask of a prefix length: 24 is 255.255.255.0. */
function maskOf(prefix: number): string {
  return [0, 8, 16, 24]
    .map(before => 256 - (1 << (8 - Math.max(0, Math.min(8, prefix - before)))))
    .join('.')
}
