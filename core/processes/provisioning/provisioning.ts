import { mibPerGib } from '../../../shared/domain/index.ts'

import { Refusal, refuse, viewOfRefusal } from '../../../shared/refusals/index.ts'
import { vmQuotaRefusal } from '../../access/quota.ts'
import { takenGib, throughputMibPerS } from '../../storage/index.ts'
import type { Change, JobRow, VmRow, World } from '../../world/index.ts'
import { put, remove } from '../../world/index.ts'
import { beginCopy, copyParent, dropCopies, endCopy, isUnfinished } from '../disk/index.ts'
import { bootProfile, bootWriteShare } from '../guests.ts'
import { admissionRefusal } from '../memory.ts'
import { bootStep, powerRefusal } from '../power/index.ts'
import { releaseSpace, takeSpace } from '../space.ts'
import type { Process, Step, StepEnd } from '../types.ts'
import { after } from '../types.ts'
import { choosePlace } from './place.ts'
import type { ProvisionParameters } from './types.ts'
import { vmOfParameters } from './vm-row.ts'

/** Writing the configuration and registering the VM with the virtualization service (ours). */
const configurationMs = 2000
/**
 * Operations of a guest's first start relative to a normal boot: drivers, names, one restart
 * (ours).
 */
const customisationBoots = 1.5

function parametersOf(job: JobRow): ProvisionParameters {
  return job.parameters as ProvisionParameters
}

function vmOf(world: World, job: JobRow): VmRow {
  return world.get('vm', parametersOf(job).vmId ?? '')
}

function volumeOf(world: World, vm: VmRow) {
  return world.get('volume', vm.disks[0]!.volumeId)
}

/**
 * Chooses the host, makes the VM there, and holds its memory, its space and its quota from now on.
 */
const createStep: Step = {
  name: 'step.vm.create-configuration',
  begin: (world, job) => {
    const parameters = parametersOf(job)
    const refusal = vmQuotaRefusal(world, parameters)
    if (refusal) return { end: { kind: 'fail', refusal } }
    const made = world.find('vm', parameters.vmId)
    if (made) {
      const noRoom = admissionRefusal(world, made)
      if (noRoom) return { end: { kind: 'fail', refusal: noRoom } }
      const again = put('vm', { ...made, state: 'creating', failure: undefined })
      return { changes: [again], end: after(configurationMs) }
    }
    const place = choosePlace(world, parameters)
    if (place instanceof Refusal) return { end: { kind: 'fail', refusal: place } }
    const vm = vmOfParameters(world, parameters, place, job.id)
    return {
      changes: [
        ...filesOf(world, job, vm),
        put('vm', vm),
        put('job', {
          ...world.get('job', job.id),
          targetId: vm.id,
          parameters: { ...parameters, vmId: vm.id },
        }),
      ],
      end: after(configurationMs),
      detail: place.explanation[0],
    }
  },
}

/** What the new VM takes of its volume, with the parent that it begins to copy there. */
function filesOf(world: World, job: JobRow, vm: VmRow): Change[] {
  const own = takeSpace(world, vm)
  const { parent } = parametersOf(job)
  if (!parent || !world.find('disk', parent.diskId)) return own
  return beginCopy(world, own, { ...parent, volumeId: vm.disks[0]!.volumeId, job })
}

/** Copies the library disk to the volume once, for all differencing disks there. */
const parentStep: Step = {
  name: 'step.vm.copy-parent',
  begin: (world, job) => copyParent(world, job, parentOf(world, job)),
  finish: (world, job) => {
    const { volumeId, diskId } = parentOf(world, job)
    return endCopy(world, volumeId, diskId, job)
  },
  again: (world, job) => {
    const { volumeId, diskId } = parentOf(world, job)
    return isUnfinished(world, volumeId, diskId)
  },
}

function parentOf(world: World, job: JobRow) {
  const { diskId } = parametersOf(job).parent!
  return { volumeId: volumeOf(world, vmOf(world, job)).id, diskId }
}

/**
 * Copies the library disk, or writes a blank fixed one: bytes over the slower of share and volume.
 */
const copyStep: Step = {
  name: 'step.vm.copy-disk',
  begin: (world, job) => {
    const { disk, copyFrom } = parametersOf(job)
    const volume = volumeOf(world, vmOf(world, job))
    const gib = copyFrom ? disk.usedGib : takenGib(disk)
    const end: StepEnd = {
      kind: 'flow',
      flow: {
        kind: 'stream',
        volumeSlot: volume.slot,
        total: Math.max(1, gib * mibPerGib),
        rateMax: copyFrom?.throughputMibPerS ?? throughputMibPerS(world, volume),
        ...(copyFrom ? { link: { id: copyFrom.shareName, rate: copyFrom.throughputMibPerS } } : {}),
      },
    }
    const from = copyFrom ? `from ${copyFrom.shareName}` : 'blank'
    return { end, detail: `${gib} GB ${from} to ${volume.name}` }
  },
}

/** The first start of a sysprepped guest, which takes its name and settings. */
const customiseStep: Step = {
  name: 'step.vm.customise-guest',
  begin: (world, job) => {
    const vm = vmOf(world, job)
    const profile = bootProfile(vm.operatingSystem)
    const total = profile.operations * customisationBoots
    const rateMax = total / (profile.processorS * customisationBoots)
    const volumeSlot = volumeOf(world, vm).slot
    const writeShare = bootWriteShare
    const flow = {
      kind: 'random',
      volumeSlot,
      total,
      rateMax,
      writeShare,
      vmSlot: vm.slot,
    } as const
    return { end: { kind: 'flow', flow } }
  },
}

const finishStep: Step = {
  name: 'step.vm.finish',
  begin: (world, job) => ({
    changes: [put('vm', { ...vmOf(world, job), state: 'stopped' })],
    end: { kind: 'now' },
  }),
}

/** A restart in the middle: a VM whose creation failed held none, so it takes its memory anew. */
function goingOn(step: Step): Step {
  return {
    ...step,
    begin: (world, job, draw) => {
      const vm = vmOf(world, job)
      if (vm.state !== 'creation-failed') return step.begin(world, job, draw)
      const noRoom = admissionRefusal(world, vm)
      if (noRoom) return { end: { kind: 'fail', refusal: noRoom } }
      const creating = put('vm', { ...vm, state: 'creating', failure: undefined })
      const begin = step.begin(world, job, draw)
      return { ...begin, changes: [creating, ...(begin.changes ?? [])] }
    },
  }
}

function stepsOf(job: JobRow): readonly Step[] {
  const { copyFrom, customise, disk, parent, startAfterCreation } = parametersOf(job)
  const writes = copyFrom !== undefined || disk.format === 'fixed'
  const rest = [
    ...(parent ? [parentStep] : writes ? [copyStep] : []),
    ...(customise ? [customiseStep] : []),
    finishStep,
  ]
  return [createStep, ...rest.map(goingOn), ...(startAfterCreation ? [bootStep] : [])]
}

/** Why a restart cannot go on with a VM: it was used, recycled, or has no memory to start with. */
function goesOnRefusal(
  world: World,
  vm: VmRow,
  parameters: ProvisionParameters,
): Refusal | undefined {
  // A VM whose creation failed held no quota, so others may have used it up since.
  if (vm.state === 'creation-failed' && !vm.recycled) return vmQuotaRefusal(world, parameters)
  if (vm.recycled || vm.state === 'stopped') return powerRefusal(world, vm, 'start')
  const { name, state } = vm
  return refuse('vm.bad-power-state', { name, action: 'start', state, allowed: ['stopped'] })
}

/** A new VM from a template, a library disk or blank (facts 10.3), as the steps of a job. */
export const provisioningProcess: Process = {
  name: 'provision',
  steps: stepsOf,
  check: (world, job) => {
    const parameters = parametersOf(job)
    const { vmId, name } = parameters
    // A restart goes on with the VM that the first try made, unless somebody deleted it.
    const vm = world.find('vm', vmId)
    if (vm) return goesOnRefusal(world, vm, parameters)
    const hadVm = job.status === 'failed' && vmId !== undefined
    return hadVm ? refuse('not-found', { kind: 'VM', id: name }) : undefined
  },
  prepare: (world, job) => {
    const parameters = parametersOf(job)
    const isThere = world.find('vm', parameters.vmId) !== undefined
    return isThere ? undefined : { ...parameters, vmId: undefined }
  },
  abandon: (world, job, why) => {
    const vm = world.find('vm', parametersOf(job).vmId)
    if (!vm) return []
    if (vm.state === 'starting') return [put('vm', { ...vm, state: 'stopped' })]
    if (why === 'failed') {
      const failure =
        job.failure ?? viewOfRefusal(refuse('not-found', { kind: 'step', id: job.id }))
      return [put('vm', { ...vm, state: 'creation-failed', failure })]
    }
    return [
      ...dropCopies(world, releaseSpace(world, vm), job, vm.id),
      remove('vm', vm.id),
      put('job', {
        ...world.get('job', job.id),
        parameters: { ...parametersOf(job), vmId: undefined },
      }),
    ]
  },
  restartAt: 'failed',
}
