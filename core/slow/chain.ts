import type { SlowLink } from '../../shared/contract/index.ts'
import { busyVolumeSlot } from '../counters/index.ts'
import { guestLinksOf, virtualNetworksOf } from '../networks/index.ts'
import { arrayUnder, latencyMsOf } from '../storage/index.ts'
import type { ArrayRow, HostRow, VmRow, VolumeRow, World } from '../world/index.ts'
import { arrayLink, memoryLink, networkLinks, processorLink, vmLink, volumeLink } from './links.ts'
import type { CounterReader } from './reader.ts'
import { rankOf } from './reader.ts'
import type { SlowSubject } from './subject.ts'

/** As many volumes and uplinks as a chain shows of a host or an array: the slowest of them. */
const volumesMax = 3
const uplinksMax = 2

/** What a request of the object goes through, as far as it is seen. */
export interface Chain {
  readonly links: readonly SlowLink[]
  /** Objects of the chain that are not seen. */
  readonly hidden: number
  readonly leftOut: number
}

/** The chain of links of an object, from the guest to the disks and the wire. */
export function chainOf(reader: CounterReader, subject: SlowSubject): Chain {
  switch (subject.kind) {
    case 'vm':
      return vmChain(reader, subject.vm)
    case 'host':
      return hostChain(reader, subject.host)
    case 'volume':
      return storageChain(reader, [subject.volume])
    case 'array':
      return arrayChain(reader, subject.array)
    case 'network': {
      const { host, network } = subject
      const over = uplinkOf(reader.world, host, network)
      const links = networkLinks(reader, host).filter(one => one.part === over)
      return { links, hidden: 0, leftOut: 0 }
    }
  }
}

/** What the traffic of a virtual network goes over: its uplink, or itself while that is cut off. */
export function uplinkOf(world: World, host: HostRow, network: string): string {
  const over = virtualNetworksOf(world, host).find(one => one.name === network)?.over
  const names = guestLinksOf(world, host).map(one => one.name)
  return names.includes(network) || over === undefined ? network : over
}

/** The volume that the operations of a VM go to, or the one of its first disk. */
export function volumeOfLoad(world: World, vm: VmRow): VolumeRow | undefined {
  const busy = world.index.volumeBySlot[busyVolumeSlot(world, vm.slot)]
  return busy ?? world.find('volume', vm.disks[0]?.volumeId)
}

function vmChain(reader: CounterReader, vm: VmRow): Chain {
  const { world, sight } = reader
  const host = world.get('host', vm.hostId)
  const volume = volumeOfLoad(world, vm)
  const isSeen = sight.host(host)
  const stored = storageChain(reader, volume ? [volume] : [], isSeen ? host : undefined)
  const onHost = isSeen ? [processorLink(reader, host, vm), memoryLink(reader, host, vm)] : []
  return {
    links: [
      vmLink(reader, vm, host),
      ...onHost,
      ...stored.links,
      ...(isSeen ? networkLinks(reader, host, vm) : []),
    ],
    hidden: stored.hidden + (isSeen ? 0 : 1),
    leftOut: 0,
  }
}

function hostChain(reader: CounterReader, host: HostRow): Chain {
  const { world } = reader
  const slots = new Set<number>()
  for (const id of world.index.vmsByHost.of(host.id)) {
    const slot = busyVolumeSlot(world, world.get('vm', id).slot)
    if (slot >= 0) slots.add(slot)
  }
  const volumes = [...slots].flatMap(slot => world.index.volumeBySlot[slot] ?? [])
  const delay = (volume: VolumeRow) => latencyMsOf(world, host, volume) ?? Infinity
  const shown = slowestOf(volumes, delay)
  const stored = storageChain(reader, shown, host)
  const uplinks = networkLinks(reader, host)
  const worst = [...uplinks].sort((a, b) => rankOf(b.state) - rankOf(a.state) || use(b) - use(a))
  const kept = worst.slice(0, uplinksMax)
  return {
    links: [processorLink(reader, host), memoryLink(reader, host), ...stored.links, ...kept],
    hidden: stored.hidden,
    leftOut: volumes.length - shown.length + uplinks.length - kept.length,
  }
}

function use({ figures }: SlowLink): number {
  return figures.reduce((most, one) => Math.max(most, one.percent ?? 0), 0)
}

/** Volumes with the most wait; of equal ones those of the lowest ids. */
function slowestOf(volumes: readonly VolumeRow[], delay: (one: VolumeRow) => number): VolumeRow[] {
  const inOrder = [...volumes].sort((a, b) => delay(b) - delay(a) || a.slot - b.slot)
  return inOrder.slice(0, volumesMax)
}

function arrayChain(reader: CounterReader, array: ArrayRow): Chain {
  const { world, sight } = reader
  const { latencyMs, iops } = world.volumes.data
  const all = [...world.all('volume')].filter(one => arrayUnder(world, one)?.id === array.id)
  const seen = all.filter(one => sight.volume(one))
  // An idle volume of slow disks makes nobody wait.
  const shown = slowestOf(seen, one => (iops[one.slot]! > 0 ? latencyMs[one.slot]! : 0))
  const links = [...shown.map(one => volumeLink(reader, one)), arrayLink(reader, array)]
  return { links, hidden: all.length - seen.length, leftOut: seen.length - shown.length }
}

/** Volumes and the arrays under them, as a host reaches them where one is named. */
function storageChain(reader: CounterReader, volumes: readonly VolumeRow[], host?: HostRow): Chain {
  const { world, sight } = reader
  const seen = volumes.filter(one => sight.volume(one))
  const arrays = new Map(
    seen.flatMap(one => {
      const array = arrayUnder(world, one)
      return array ? [[array.id, array] as const] : []
    }),
  )
  const shown = [...arrays.values()].filter(one => sight.array(one))
  return {
    links: [
      ...seen.map(one => volumeLink(reader, one, host)),
      ...shown.map(one => arrayLink(reader, one)),
    ],
    hidden: volumes.length - seen.length + arrays.size - shown.length,
    leftOut: 0,
  }
}
