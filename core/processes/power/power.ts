import type { PowerAction, VmState } from '../../../shared/domain/index.ts'
import { powerOutcome, statesAllowing } from '../../../shared/domain/index.ts'
import type { Refusal } from '../../../shared/refusals/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import type { Draw } from '../../engine/draw.ts'
import { offers } from '../../guests/index.ts'
import { assignedMibOf } from '../../memory/index.ts'
import type { JobRow, VmRow, World } from '../../world/index.ts'
import { guestAnswers, put } from '../../world/index.ts'
import { ruleRefusal, whereaboutsOfRunning } from '../../placement/index.ts'
import { guestShutdownMs, serviceWorkMs } from '../guests.ts'
import { gpuRefusal, hostRefusal } from '../../hosts/index.ts'
import { admissionRefusal } from '../memory.ts'
import { putFiles, spaceRefusal } from '../space.ts'
import type { Process, Step } from '../types.ts'
import { after, now, vmOf } from '../types.ts'
import { comparisonStep, withForecast } from '../work.ts'
import { bootStep, imageFlow } from './boot.ts'
import { forecastPower } from './forecast.ts'

/** The VM's row with another state. */
export function inState(vm: VmRow, state: VmState, more: Partial<VmRow> = {}) {
  return put('vm', { ...vm, state, ...more })
}

const off = { startedMs: undefined, guestServices: false } as const

/** Why a power action cannot be asked of the VM; undefined where it can. */
export function powerRefusal(world: World, vm: VmRow, action: PowerAction): Refusal | undefined {
  if (vm.recycled) return refuse('vm.recycled', { name: vm.name })
  const away = hostRefusal(world, world.get('host', vm.hostId))
  if (away) return away
  const outcome = powerOutcome(vm.state, action)
  if (outcome === undefined) {
    const allowed = statesAllowing(action)
    return refuse('vm.bad-power-state', { name: vm.name, action, state: vm.state, allowed })
  }
  if (action === 'shutDown') return shutDownRefusal(world, vm)
  if (action === 'saveState') {
    return spaceRefusal(world, vm, { ...vm, savedImageMib: assignedMibOf(world, vm) })
  }
  if (action === 'start' && outcome === 'change') {
    const host = world.get('host', vm.hostId)
    const where = whereaboutsOfRunning(world)
    return (
      admissionRefusal(world, vm) ?? gpuRefusal(vm, host) ?? ruleRefusal(world, vm, host, where)
    )
  }
  return undefined
}

/** The host asks the guest to shut down by a service, which has to be on and to answer. */
function shutDownRefusal(world: World, vm: VmRow): Refusal | undefined {
  const { name } = vm
  if (!offers(vm, 'shutdown')) return refuse('vm.shutdown-service-off', { name })
  return guestAnswers(world, vm) ? undefined : refuse('vm.no-guest-services', { name })
}

/** A step that only takes time and then leaves the VM in a state. */
function settleStep(name: string, during: VmState | undefined, delayMs: number, to: VmState): Step {
  return {
    name,
    begin: (world, job) => ({
      changes: during ? [inState(vmOf(world, job), during)] : [],
      end: after(delayMs),
    }),
    finish: (world, job) => {
      const gone = to === 'stopped' || to === 'saved'
      const vm = { ...vmOf(world, job), savedImageMib: undefined, failure: undefined }
      return putFiles(world, { ...vm, state: to, ...(gone ? off : {}) })
    },
  }
}

const restoreStep: Step = {
  name: 'step.vm.restore-memory',
  begin: (world, job) => {
    const vm = vmOf(world, job)
    return { changes: [inState(vm, 'restoring')], end: imageFlow(world, vm) }
  },
  finish: (world, job) =>
    putFiles(world, {
      ...vmOf(world, job),
      ...{ state: 'running', startedMs: world.nowMs, guestServices: true },
      savedImageMib: undefined,
    }),
}

const saveStep: Step = {
  name: 'step.vm.save-memory',
  begin: (world, job) => {
    const vm = vmOf(world, job)
    const saving: VmRow = { ...vm, state: 'saving', savedImageMib: assignedMibOf(world, vm) }
    return { changes: putFiles(world, saving), end: imageFlow(world, vm) }
  },
  finish: (world, job) => [inState(vmOf(world, job), 'saved', off)],
}

const shutDownStep: Step = {
  name: 'step.vm.shut-down-guest',
  begin: (world, job, draw: Draw) => ({
    changes: [inState(vmOf(world, job), 'stopping')],
    end: after(draw.integer('power', guestShutdownMs.least, guestShutdownMs.most)),
  }),
  finish: (world, job) => [inState(vmOf(world, job), 'stopped', off)],
}

const noStep: Step = { name: 'step.vm.nothing-to-do', begin: () => ({ end: now }) }

const turnOffStep = settleStep('step.vm.turn-off', 'stopping', serviceWorkMs, 'stopped')

/** The steps of a power action, by what the VM was when the job was made. */
function stepsOf(action: PowerAction, from: VmState): readonly Step[] {
  switch (action) {
    case 'start':
      if (from === 'running') return [noStep]
      return from === 'saved' ? [restoreStep] : [bootStep]
    case 'shutDown':
      return [shutDownStep]
    case 'turnOff':
      return [turnOffStep]
    case 'pause':
      return [settleStep('step.vm.pause', undefined, serviceWorkMs, 'paused')]
    case 'resume':
      return [settleStep('step.vm.resume', undefined, serviceWorkMs, 'running')]
    case 'saveState':
      return [saveStep]
    case 'discardSavedState':
      return [settleStep('step.vm.discard-saved-state', undefined, serviceWorkMs, 'stopped')]
    case 'reset':
      return [settleStep('step.vm.turn-off', 'stopping', serviceWorkMs, 'stopped'), bootStep]
  }
}

/** Where a VM stays when its power job is stopped half-way. */
function stateAfterAbandon(vm: VmRow, action: PowerAction): VmState {
  switch (vm.state) {
    case 'starting':
      return 'stopped'
    case 'restoring':
      return 'saved'
    case 'saving':
    case 'stopping':
      return action === 'turnOff' || action === 'reset' ? 'stopped' : 'running'
    default:
      return vm.state
  }
}

/** What a power job keeps: the action, and the state that its steps were chosen for. */
export interface PowerParameters {
  readonly action: PowerAction
  readonly from: VmState
}

/** Start, stop, pause, save and the rest: facts 5.3 as a process. */
export const powerProcess: Process = {
  name: 'power',
  steps: job => {
    const { action, from } = job.parameters as PowerParameters
    const [first, ...others] = stepsOf(action, from)
    if (!first || first === noStep) return [noStep]
    const forecast = (world: World, row: JobRow) => forecastPower(world, vmOf(world, row), action)
    return [withForecast(first, forecast), ...others, comparisonStep]
  },
  check: (world, job) => {
    const vm = world.find('vm', job.targetId)
    if (!vm) return refuse('not-found', { kind: 'vm', id: job.targetId ?? '' })
    return powerRefusal(world, vm, (job.parameters as PowerParameters).action)
  },
  prepare: (world, job): PowerParameters => ({
    action: (job.parameters as PowerParameters).action,
    from: vmOf(world, job).state,
  }),
  abandon: (world, job) => {
    const vm = world.find('vm', job.targetId)
    if (!vm) return []
    const state = stateAfterAbandon(vm, (job.parameters as PowerParameters).action)
    if (state === vm.state) return []
    const savedImageMib = state === 'saved' ? vm.savedImageMib : undefined
    return putFiles(world, { ...vm, state, savedImageMib, ...(state === 'running' ? {} : off) })
  },
  restartAt: 'first',
}
