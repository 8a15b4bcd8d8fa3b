import type { SlowAnswer, SlowContributor, SlowLink } from '../../shared/contract/index.ts'
import type { HostId } from '../../shared/domain/index.ts'
import { busyVolumeSlot, operationsOf } from '../counters/index.ts'
import type { Sight } from '../counters/index.ts'
import type { History } from '../history/index.ts'
import { subjectOf } from '../history/index.ts'
import { cpuWaitPercentOf } from '../hosts/index.ts'
import { guestLinksOf } from '../networks/index.ts'
import { Largest } from '../overview/index.ts'
import { poolsOf } from '../storage/index.ts'
import type { HostRow, VmRow, World } from '../world/index.ts'
import { networkMbpsOf, runCode } from '../world/index.ts'
import { poolOf } from './bottleneck.ts'
import type { Rise } from './course.ts'
import { knownOf, lookBackMs, riseOf } from './course.ts'

type Contributors = NonNullable<SlowAnswer['contributors']>
type Figure = Contributors['figure']

/** A wait below this is within what the shares of a host move by, percent. */
const waitsFrom = 1
/** How far back the load of a VM is followed: a quarter of what its volume's is. */
const usersBackMs = lookBackMs / 4

const units: Readonly<Record<Figure, string>> = {
  ...{ cpu: 'processors', memory: 'MB', iops: '1/s', network: 'Mbps' },
}

/** Every VM that uses what a link stands for, with how much. */
interface Users {
  readonly figure: Figure
  /** Calls back for each VM that uses it, in the order of slots. */
  readonly each: (found: (slot: number, value: number) => void) => void
  readonly waits: (slot: number) => boolean
}

/** Who uses a link; undefined for a VM itself. */
function usersOf(world: World, link: SlowLink): Users | undefined {
  switch (link.stage) {
    case 'vm':
      return undefined
    case 'processor':
    case 'memory':
      return hostUsers(world, world.get('host', link.objectId as HostId), link.stage)
    case 'volume':
    case 'array':
      return diskUsers(world, link)
    case 'network':
      return networkUsers(world, world.get('host', link.objectId as HostId), link.part)
  }
}

function hostUsers(world: World, host: HostRow, stage: 'processor' | 'memory'): Users {
  const { run, grantedPercent, cpuCount, heldMib, shortShare } = world.vms.data
  const valueOf = (slot: number) => {
    if (stage === 'memory') return heldMib[slot]!
    return run[slot] === runCode.off ? 0 : (grantedPercent[slot]! * cpuCount[slot]!) / 100
  }
  return {
    figure: stage === 'memory' ? 'memory' : 'cpu',
    each(found) {
      const slots = [...world.index.vmsByHost.of(host.id)].map(id => world.get('vm', id).slot)
      for (const slot of slots.sort((a, b) => a - b)) found(slot, valueOf(slot))
    },
    waits: slot =>
      stage === 'memory' ? shortShare[slot]! > 0 : cpuWaitPercentOf(world, { slot }) >= waitsFrom,
  }
}

/** VMs on any volume that shares the busiest RAID group of the link, in one pass over them. */
function diskUsers(world: World, link: SlowLink): Users {
  const pool = poolOf(world, link)
  const shares = new Uint8Array(world.volumes.length)
  for (const volume of world.all('volume')) {
    const isIt = volume.id === link.objectId
    const isUnder = link.stage === 'array' && poolsOf(world, volume).some(one => one === pool)
    if (isIt || isUnder) shares[volume.slot] = 1
  }
  return {
    figure: 'iops',
    each(found) {
      for (let slot = 0; slot < world.vms.length; slot++) {
        const volume = busyVolumeSlot(world, slot)
        if (volume >= 0 && shares[volume] === 1) found(slot, operationsOf(world, slot))
      }
    },
    waits: slot => operationsOf(world, slot) > 0,
  }
}

function networkUsers(world: World, host: HostRow, part: string | undefined): Users {
  const slots = guestLinksOf(world, host)
    .filter(one => part === undefined || one.name === part)
    .flatMap(one => one.vmSlots)
    .sort((a, b) => a - b)
  return {
    figure: 'network',
    each(found) {
      for (const slot of slots) found(slot, networkMbpsOf(world, slot))
    },
    waits: slot => world.vms.data.networkShare[slot]! < 1,
  }
}

const historyFigure = { cpu: 'cpu', memory: undefined, iops: 'iops', network: 'network' } as const

/** Who uses a link most, what all others and those out of sight use, and how many wait. */
export function contributorsOf(
  world: World,
  sight: Sight,
  history: History | undefined,
  link: SlowLink,
  limit: number,
): { contributors?: Contributors; waiting: number } {
  const users = usersOf(world, link)
  if (!users) return { waiting: 0 }
  const largest = new Largest(limit)
  const seen = { vms: 0, value: 0 }
  const hidden = { vms: 0, value: 0 }
  let waiting = 0
  users.each((slot, value) => {
    if (users.waits(slot)) waiting++
    if (value <= 0) return
    const vm = world.index.vmBySlot[slot]
    if (!vm) return
    const kind = sight.vm(vm) ? seen : hidden
    kind.vms++
    kind.value += value
    if (kind === seen) largest.add(slot, value)
  })
  const total = seen.value + hidden.value
  const percentOf = (value: number) => (total > 0 ? (value * 100) / total : 0)
  const rows: SlowContributor[] = []
  const others = { ...seen }
  for (let at = 0; at < largest.length; at++) {
    const value = largest.values[at]!
    const vm = world.index.vmBySlot[largest.slots[at]!]!
    others.vms--
    others.value -= value
    rows.push({
      ...{ id: vm.id, name: vm.name, value, sharePercent: percentOf(value) },
      ...hostOf(world, sight, vm),
      ...roseOf(world, history, vm, users.figure, value),
    })
  }
  others.value = others.vms === 0 ? 0 : Math.max(0, others.value)
  const { figure } = users
  return {
    waiting,
    contributors: {
      ...{ figure, unit: units[figure], total, rows },
      others: { ...others, sharePercent: percentOf(others.value) },
      hidden: { ...hidden, sharePercent: percentOf(hidden.value) },
    },
  }
}

function hostOf(world: World, sight: Sight, vm: VmRow) {
  const host = world.get('host', vm.hostId)
  return sight.host(host) ? { hostId: host.id, hostName: host.name } : {}
}

/** Since when a VM does more than usual: its start, or the first sample in which it did. */
function roseOf(
  world: World,
  history: History | undefined,
  vm: VmRow,
  figure: Figure,
  value: number,
): Pick<SlowContributor, 'before' | 'sinceMs' | 'isStart'> {
  const subject = history && subjectOf(world, vm.id)
  const name = historyFigure[figure]
  // The history has processors in percent of those of the VM.
  const each = figure === 'cpu' ? vm.cpuCount / 100 : 1
  const isKept = history !== undefined && subject !== undefined && name !== undefined
  const rise: Rise = isKept
    ? riseOf(knownOf(history, subject, name, usersBackMs), value / each)
    : {}
  const before = rise.before === undefined ? {} : { before: rise.before * each }
  const startMs =
    world.vms.data.run[vm.slot] === runCode.starting ? bootOf(world, vm) : vm.startedMs
  const isStart = startMs !== undefined && rise.sinceMs !== undefined && startMs >= rise.sinceMs
  if (isStart || world.vms.data.run[vm.slot] === runCode.starting) {
    return { ...before, ...(startMs === undefined ? {} : { sinceMs: startMs }), isStart: true }
  }
  return {
    ...before,
    ...(rise.sinceMs === undefined ? {} : { sinceMs: rise.sinceMs }),
    isStart: false,
  }
}

/** When the start of a VM began. */
function bootOf(world: World, { jobId }: VmRow): number | undefined {
  return world.find('job', jobId)?.startedMs
}
