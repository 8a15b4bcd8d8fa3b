import type { HostId } from '../../../shared/domain/index.ts'
import { byId, hypervisors } from '../../../shared/domain/index.ts'
import { membersOf } from '../../hosts/index.ts'
import { movableRefusal } from '../../processes/migration/index.ts'
import type { HostRow, VmRow, World } from '../../world/index.ts'
import { moveRefusal } from '../moves.ts'
import { PlanState } from '../state.ts'
import type { DraftStep } from '../types.ts'

/** A VM that cannot leave its host live, and why. */
export interface Staying {
  readonly vm: VmRow
  readonly because: string
  /** Only room is missing: it could move if there was more of it. */
  readonly lacksRoom: boolean
}

/** Where the running VMs of a host would go. */
export interface Evacuation {
  readonly steps: DraftStep[]
  readonly staying: Staying[]
}

export interface EvacuationOptions {
  /** What a host lacks as it is after a move, besides what placement asks; none where nothing. */
  readonly lackOf?: (host: number) => string | undefined
  /** Hosts that take nothing. */
  readonly closed?: ReadonlySet<HostId>
}

/** The nodes that can take part when a host is emptied: those the cluster counts on, and itself. */
export function stateForEmptying(world: World, host: HostRow): PlanState {
  const members = host.clusterId ? membersOf(world, host.clusterId) : []
  const others = members.filter(one => one.id !== host.id && !one.maintenance)
  return new PlanState(world, [...others, host].sort(byId), new Set([host.id]))
}

/**
 * Empties a host in a plan: the largest VM first, since it is the hardest to place, each to the
 * host that it makes the least uneven, of those that placement allows at that point.
 */
export function evacuate(
  state: PlanState,
  from: number,
  options: EvacuationOptions = {},
): Evacuation {
  const steps: DraftStep[] = []
  const staying: Staying[] = []
  const mib = (vm: number) => state.loads.useOf(vm, 'memory')
  const leaving = state.vmsOn(from).sort((a, b) => mib(b) - mib(a) || a - b)
  for (const vm of leaving) {
    const found = targetOf(state, vm, from, options)
    if ('because' in found) staying.push({ vm: state.vms[vm]!, ...found })
    else {
      steps.push(stepOf(state, vm, from, found))
      state.move(vm, found.to)
    }
  }
  return { steps, staying }
}

interface Target {
  readonly to: number
  readonly imbalance: number
  readonly targets: number
}

function targetOf(
  state: PlanState,
  vm: number,
  from: number,
  { lackOf, closed }: EvacuationOptions,
): Target | Omit<Staying, 'vm'> {
  const { world, hosts } = state
  const bound = boundText(world, state.vms[vm]!, hosts[from]!)
  if (bound) return { because: bound, lacksRoom: false }
  let best: Target | undefined
  let [targets, because, others] = [0, '', 0]
  for (let to = 0; to < hosts.length; to++) {
    if (to === from || closed?.has(hosts[to]!.id)) continue
    const request = state.requestOf(vm)
    const move = { vm: state.vms[vm]!, from: hosts[from]!, to: hosts[to]!, request }
    const refusal = moveRefusal(world, {
      ...move,
      figures: state.figures[to]!,
      where: state.where(),
    })
    const lack = refusal ?? (lackOf && lackWith(state, vm, to, lackOf))
    if (lack !== undefined) {
      others++
      because ||= lack
      continue
    }
    targets++
    const imbalance = state.loads.imbalanceWith(vm, to)
    if (!best || imbalance < best.imbalance) best = { to, imbalance, targets }
  }
  if (best) return { ...best, targets }
  if (others === 0) return { because: 'No other node of its cluster is there.', lacksRoom: false }
  const more = others > 1 ? ` The other ${others - 1} cannot take it either.` : ''
  return { because: `${because}${more}`, lacksRoom: lacksOnlyRoom(state, vm, from) }
}

/** Why a VM cannot leave its host live, wherever to (facts 6.3). */
function boundText(world: World, vm: VmRow, host: HostRow): string | undefined {
  const { canLiveMigrate, title } = hypervisors[host.hypervisor ?? 'hyper-v']
  if (!canLiveMigrate) return `${title} has no live migration here.`
  if (!vm.highlyAvailable) return 'It is not highly available, so it cannot leave its host.'
  return movableRefusal(world, vm, 'live')?.text
}

/** What a host lacks with the VM on it. */
function lackWith(
  state: PlanState,
  vm: number,
  to: number,
  lackOf: NonNullable<EvacuationOptions['lackOf']>,
): string | undefined {
  const from = state.hostOf[vm]!
  state.move(vm, to)
  const lack = lackOf(to)
  state.move(vm, from)
  return lack
}

/** Whether some host would take the VM if it held nothing else. */
function lacksOnlyRoom(state: PlanState, vm: number, from: number): boolean {
  const { world, hosts } = state
  return hosts.some((host, to) => {
    if (to === from) return false
    const request = state.requestOf(vm)
    const move = { vm: state.vms[vm]!, from: hosts[from]!, to: host, request }
    return (
      moveRefusal(world, { ...move, figures: state.emptied(to), where: state.where() }) ===
      undefined
    )
  })
}

function stepOf(state: PlanState, vm: number, from: number, { to, targets }: Target): DraftStep {
  const target = state.hosts[to]!
  const source = state.hosts[from]!
  const choice =
    targets === 1
      ? `${target.name} is the only host that can take it`
      : `of ${targets} hosts that can take it, ${target.name} keeps the cluster the most even`
  return {
    ...{ action: 'migrate', vmId: state.vms[vm]!.id, fromId: source.id, toId: target.id },
    reason: `${source.name} is emptied: ${choice} with what comes before.`,
  }
}
