import type { CommandAnswer } from '../../shared/contract/index.ts'
import type { JobId, TipId, UserId } from '../../shared/domain/index.ts'
import { Refusal } from '../../shared/refusals/index.ts'
import type { EventHandler } from '../engine/events.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { TipRow, TipStep, World } from '../world/index.ts'
import { put } from '../world/index.ts'
import { stepsFor } from './remedy/steps.ts'
import { findRule } from './rules.ts'
import { proName, setStatus } from './tips.ts'

export const runEvent = 'pro.run'

/** A command that a remedy gives, for the tip and in the name of whoever had it carried out. */
export interface RemedyCommand {
  readonly operation: string
  readonly input: unknown
  readonly tip: TipRow
  /** Absent for PRO itself. */
  readonly userId?: UserId
}

/** By which right a command may be given, and its input as the command reads it. */
export interface RemedyPermission {
  readonly because: string
  readonly input: unknown
}

/** Carries out commands in the simulation; the API gives it, since it knows all commands. */
export interface Commander {
  /**
   * Why a command could not be carried out now, or by which right it could, and with its input as
   * the command reads it.
   */
  verdict(simulation: Simulation, command: RemedyCommand): Refusal | RemedyPermission
  carryOut(simulation: Simulation, command: RemedyCommand): Partial<CommandAnswer> | Refusal
}

/** Takes a tip for carrying out; its first command follows at once. */
export function startRemedy(
  simulation: Simulation,
  tip: TipRow,
  by: { readonly userId: UserId; readonly name: string } | undefined,
): void {
  const { world } = simulation
  const status = by ? 'initialized' : 'auto'
  const change = { userId: by?.userId, isAutomatic: !by, lastError: undefined, steps: [] }
  setStatus(world, tip.id, status, by?.name ?? proName, change)
  simulation.plan(world.nowMs, runEvent, { tipId: tip.id })
}

/** Goes on with a remedy: the next command, or its end. */
function advance(simulation: Simulation, { tipId }: { readonly tipId: TipId }): void {
  const { world } = simulation
  const tip = world.find('tip', tipId)
  if (tip?.status === 'initialized' || tip?.status === 'auto') return begin(simulation, tip)
  if (tip?.status !== 'running') return
  const last = [...tip.steps].reverse().find(step => step.jobId !== undefined)
  if (last?.jobId && world.index.openJobs.has(last.jobId)) return
  const failure = failureOf(world, last?.jobId)
  if (failure) return fail(world, tip, failure)
  goOn(simulation, tip)
}

/** The commands are prepared on the fabric of now: it may be another than when the tip was made. */
function begin(simulation: Simulation, tip: TipRow): void {
  const { world } = simulation
  const rule = findRule(world, tip.rule)
  if (!rule) return fail(world, tip, 'Its rule is gone.')
  const prepared = stepsFor(world, rule.rule, tip.sourceId)
  if (typeof prepared === 'string') return fail(world, tip, prepared)
  goOn(simulation, setStatus(world, tip.id, 'running', ownerName(world, tip), { steps: prepared }))
}

/** Gives commands until one of them lasts. */
function goOn(simulation: Simulation, { id }: Pick<TipRow, 'id'>): void {
  const { world, commander } = simulation
  for (;;) {
    const tip = world.get('tip', id)
    const at = tip.steps.findIndex(step => !step.isGiven)
    const step = tip.steps[at]
    if (!step) return void setStatus(world, id, 'resolved', ownerName(world, tip))
    const { operation, input } = step
    const command = { operation, input, tip, userId: tip.userId }
    const answer = commander?.carryOut(simulation, command)
    if (!answer) return fail(world, tip, 'This fabric cannot carry out commands.')
    if (answer instanceof Refusal) return fail(world, tip, answer.text)
    const refused = answer.refused?.[0]
    if (refused && (answer.accepted ?? 0) === 0) return fail(world, tip, refused.refusal.text)
    const { jobId } = answer
    const given: TipStep = { ...step, isGiven: true, ...(jobId ? { jobId } : {}) }
    const steps = tip.steps.map((one, place) => (place === at ? given : one))
    world.apply(put('tip', { ...world.get('tip', id), steps }))
    if (jobId && world.index.openJobs.has(jobId)) return
    const failure = failureOf(world, jobId)
    if (failure) return fail(world, tip, failure)
  }
}

function failureOf(world: World, jobId: JobId | undefined): string | undefined {
  const job = world.find('job', jobId)
  if (job?.status === 'failed') return job.failure?.text ?? 'Its job failed.'
  return job?.status === 'cancelled' ? 'Its job was cancelled.' : undefined
}

function fail(world: World, { id }: Pick<TipRow, 'id'>, lastError: string): void {
  const tip = world.get('tip', id)
  setStatus(world, id, 'failed', ownerName(world, tip), { lastError, detail: lastError })
}

function ownerName(world: World, { userId }: TipRow): string {
  return (userId && world.find('user', userId)?.name) ?? proName
}

/** A remedy goes on when the job of its command ends. */
export function keepRemedies(simulation: Simulation): void {
  simulation.world.listen((change, before) => {
    if (change.table !== 'job' || 'gone' in change || !before) return
    const { tipId, endedMs, parentId } = change.row
    const hadEnded = (before as { endedMs?: number }).endedMs !== undefined
    if (tipId === undefined || endedMs === undefined || hadEnded || parentId) return
    simulation.plan(simulation.world.nowMs, runEvent, { tipId })
  })
}

export const runEvents: Readonly<Record<string, EventHandler>> = {
  [runEvent]: advance as EventHandler,
}
