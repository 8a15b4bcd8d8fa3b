import type { DynamicOptimization, VmId } from '../../shared/domain/index.ts'
import { improvementMinOf, msPerHour, msPerMinute } from '../../shared/domain/index.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { PlanRow, VmRow, World } from '../world/index.ts'

/** Rounding that a share of the imbalance may carry, percent. */
const tolerance = 1e-6

/** Watches what a fabric does by itself, and holds every plan to its settings as it is made. */
export class SettlingWatch {
  private readonly world: World
  private readonly movedMs = new Map<VmId, number>()
  private readonly plans = { balance: 0, consolidate: 0 }
  private lastPlanMs = -Infinity
  private failure: string | undefined

  constructor(
    simulation: Simulation,
    private readonly settings: DynamicOptimization,
  ) {
    this.world = simulation.world
    this.world.listen((change, before) => {
      if ('gone' in change) return
      if (change.table === 'vm') this.seeVm(change.row, before as VmRow | undefined)
      if (change.table === 'plan' && !before) this.seePlan(change.row)
    })
  }

  outcome() {
    const { balance: balanced, consolidate: consolidated } = this.plans
    const failure = this.failure ?? this.unrest()
    return { balanced, consolidated, ...(failure === undefined ? {} : { failure }) }
  }

  private seeVm({ id, hostId }: VmRow, before: VmRow | undefined): void {
    if (before && before.hostId !== hostId) this.movedMs.set(id, this.world.nowMs)
  }

  private seePlan(plan: PlanRow): void {
    const { nowMs } = this.world
    if (plan.kind !== 'balance' && plan.kind !== 'consolidate') return
    this.plans[plan.kind]++
    this.lastPlanMs = nowMs
    if (plan.kind === 'balance') {
      this.failure ??= this.brokenHold(plan) ?? this.brokenRest(plan) ?? this.brokenMargin(plan)
    }
  }

  private brokenHold({ name, steps }: PlanRow): string | undefined {
    const { movedMs, world, settings } = this
    for (const { vmId, vmName } of steps) {
      const minutes = (world.nowMs - (movedMs.get(vmId!) ?? -Infinity)) / msPerMinute
      if (minutes >= settings.holdMinutes) continue
      return `${name} moves ${vmName}, which moved ${minutes} minutes ago`
    }
    return undefined
  }

  private brokenRest({ name, clusters }: PlanRow): string | undefined {
    const ids = new Set(clusters.map(one => one.clusterId))
    for (const { name: other, endedMs, measured, clusters: theirs } of this.world.all('plan')) {
      if (!measured?.steps || !theirs.some(one => ids.has(one.clusterId))) continue
      const minutes = (this.world.nowMs - (endedMs ?? this.world.nowMs)) / msPerMinute
      if (minutes >= this.settings.cooldownMinutes) continue
      return `${name} comes ${minutes} minutes after ${other}`
    }
    return undefined
  }

  private brokenMargin({ name, clusters }: PlanRow): string | undefined {
    const least = improvementMinOf(this.settings.aggressiveness)
    for (const { imbalanceBefore, imbalanceAfter } of clusters) {
      const part = ((imbalanceBefore - imbalanceAfter) / imbalanceBefore) * 100
      if (part < least - tolerance) return `${name} takes ${part} %, and ${least} % are asked for`
    }
    return undefined
  }

  /** What still moves in the last hour, or keeps silent about why nothing does. */
  private unrest(): string | undefined {
    const { world } = this
    const minutes = (world.nowMs - this.lastPlanMs) / msPerMinute
    if (minutes < msPerHour / msPerMinute) return `the last plan is ${minutes} minutes old`
    for (const { name, optimizationRuns = [] } of world.all('cluster')) {
      const late = optimizationRuns.filter(run => run.atMs > world.nowMs - msPerHour)
      if (late.length === 0) return `${name} was not looked at in the last hour`
      if (late.some(run => run.moves > 0)) return `${name} still moves VMs`
      if (late.some(run => !run.why)) return `${name} does not say why nothing moves`
    }
    return undefined
  }
}
