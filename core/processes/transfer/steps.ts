import { mibPerGib } from '../../../shared/domain/index.ts'
import type { Refusal } from '../../../shared/refusals/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import { assignedMibOf } from '../../memory/index.ts'
import { admissionRefusal } from '../memory.ts'
import type { Change, JobRow, VmRow, World } from '../../world/index.ts'
import { put } from '../../world/index.ts'
import { serviceWorkMs } from '../guests.ts'
import { clusterWorkMs } from '../migration/rates.ts'
import { imageFlow } from '../power/index.ts'
import { putFiles, spaceRefusal } from '../space.ts'
import { movedTo } from '../storage-migration/index.ts'
import type { Step, StepEnd } from '../types.ts'
import { after, now, vmOf } from '../types.ts'
import { gibText, noteJob } from '../work.ts'
import { cutRefusal, fromOf, libraryCutRefusal, sanRefusal, targetRefusal } from './checks.ts'
import { asDeployed, asStored, filesGib, transferTo } from './files.ts'
import type { Course } from './forecast.ts'
import { courseOf, rateOf } from './forecast.ts'
import { remapMs, sourceVolume } from './rates.ts'
import { remapped } from './remap.ts'
import type { TransferParameters } from './types.ts'

export function parametersOf(job: JobRow): TransferParameters {
  return job.parameters as TransferParameters
}

const off = { startedMs: undefined, guestServices: false } as const

/** The files get their room at the target before anything is copied. */
export const reserveStep: Step = {
  name: 'step.transfer.reserve',
  begin: (world, job) => {
    const vm = vmOf(world, job)
    const { to, method, from = fromOf(vm) } = parametersOf(job)
    const { volume } = courseOf(world, vm, to, method === 'lan')
    if (to.kind === 'host' && method === 'lan' && !volume) {
      return { end: { kind: 'fail', refusal: noVolume(world, job) } }
    }
    const transfer = volume ? transferTo(world, vm, from, volume) : { from }
    const state = vm.state === 'running' ? 'running' : 'transferring'
    const reserved: VmRow = { ...vm, transfer, state, failure: undefined }
    const refusal = spaceRefusal(world, vm, reserved)
    if (refusal) return { end: { kind: 'fail', refusal } }
    return { changes: putFiles(world, reserved), end: after(serviceWorkMs) }
  },
}

function noVolume(world: World, job: JobRow): Refusal {
  const { to } = parametersOf(job)
  const host = to.kind === 'host' ? (world.find('host', to.hostId)?.name ?? to.hostId) : ''
  return refuse('transfer.no-volume', { name: job.targetName, host })
}

/** A guest that is on is saved beside its disks. */
export const saveStep: Step = {
  name: 'step.vm.save-memory',
  begin: (world, job) => {
    const vm = vmOf(world, job)
    if (vm.state !== 'running') return { end: now }
    const saving: VmRow = { ...vm, state: 'saving', savedImageMib: assignedMibOf(world, vm) }
    const refusal = spaceRefusal(world, vm, saving)
    if (refusal) return { end: { kind: 'fail', refusal } }
    return {
      changes: [...putFiles(world, saving), noteJob(world, job, { stoppedMs: world.nowMs })],
      end: imageFlow(world, vm),
    }
  },
  finish: (world, job) => [put('vm', { ...vmOf(world, job), state: 'transferring', ...off })],
}

/** All files go over the network. */
export const copyStep: Step = {
  name: 'step.transfer.copy',
  begin: (world, job) => {
    const vm = vmOf(world, job)
    const course = courseOf(world, vm, parametersOf(job).to, true)
    const mibPerS = Math.round(rateOf(world, vm, course).mibPerS)
    const detail = `${gibText(filesGib(vm))} at ${mibPerS} MB/s at most`
    return { end: copyFlow(world, vm, course), detail }
  },
}

/**
 * The copy of all files of a VM, as a flow: the disks at both ends and the link of the
 * source are shared with other copies.
 */
export function copyFlow(world: World, vm: VmRow, course: Course): StepEnd {
  const { share } = course
  const gib = filesGib(vm)
  const read = world.find('volume', sourceVolume(vm))
  const volume = course.volume ?? read
  if (!volume || gib <= 0) return now
  // What went down since the job was made would hold the copy for ever.
  const cut = course.host ? cutRefusal(world, vm, course.host) : libraryCutRefusal(world, vm)
  if (cut) return { kind: 'fail', refusal: cut }
  const id = share ? `\\\\${share.server}\\${share.name}` : `network of ${vm.hostId}`
  return {
    kind: 'flow',
    flow: {
      ...{ kind: 'stream', volumeSlot: volume.slot, total: Math.max(1, gib * mibPerGib) },
      rateMax: Number.MAX_SAFE_INTEGER,
      ...(read && read.slot !== volume.slot ? { fromVolumeSlot: read.slot } : {}),
      link: { id, rate: rateOf(world, vm, course).linkMibPerS },
    },
  }
}

/** The files belong to the target from now on. */
export const switchStep: Step = {
  name: 'step.transfer.switch',
  begin: (world, job) => {
    const vm = vmOf(world, job)
    const { to, method } = parametersOf(job)
    const refusal = to.kind === 'host' ? hostRefusalAt(world, job, vm) : shareRefusal(world, job)
    if (refusal) return { end: { kind: 'fail', refusal } }
    const workMs = {
      ...{ lan: serviceWorkMs, san: remapMs },
      quick: clusterWorkMs[world.get('host', vm.hostId).version],
    }[method]
    return { end: after(workMs) }
  },
  finish: (world, job) => {
    const vm = vmOf(world, job)
    const moved = movedRow(world, job, vm)
    // The target went away in the last moments: the next step fails, and the files stay.
    return moved ? [changeNote(world, job, vm), ...moved] : []
  },
}

function hostRefusalAt(world: World, job: JobRow, vm: VmRow): Refusal | undefined {
  const { to, method } = parametersOf(job)
  const hostId = to.kind === 'host' ? to.hostId : undefined
  const target = world.find('host', hostId)
  if (!target) return refuse('not-found', { kind: 'host', id: hostId ?? '' })
  const isGone = method === 'lan' && !courseOf(world, vm, to, true).volume
  const refusal = targetRefusal(world, vm, target) ?? (isGone ? noVolume(world, job) : undefined)
  // What came to the LUN since the job began would lose its host with it.
  return refusal ?? (method === 'san' ? sanRefusal(world, vm, target) : undefined)
}

function shareRefusal(world: World, job: JobRow): Refusal | undefined {
  const { to } = parametersOf(job)
  const id = to.kind === 'share' ? to.shareId : ''
  return world.find('share', id) ? undefined : refuse('not-found', { kind: 'library share', id })
}

/** The VM where it is once the move is done. */
function movedRow(world: World, job: JobRow, vm: VmRow): Change[] | undefined {
  const { to, method, from = 'stopped' } = parametersOf(job)
  if (to.kind === 'share') {
    const stored = asStored(vm, to.shareId, world.nowMs)
    return world.find('share', to.shareId) && putFiles(world, stored)
  }
  const target = world.find('host', to.hostId)
  if (!target) return undefined
  const rest = from === 'running' ? 'transferring' : vm.savedImageMib ? 'saved' : 'stopped'
  if (method === 'san') {
    return sanRefusal(world, vm, target)
      ? undefined
      : remapped(world, { ...vm, state: rest }, target)
  }
  if (method === 'quick') {
    const { disks } = vm
    const owned = disks
      .map(disk => world.get('volume', disk.volumeId))
      .filter(volume => volume.kind === 'cluster-disk')
    return [
      ...putFiles(world, { ...vm, state: rest, transfer: undefined, hostId: target.id }),
      ...owned.map(volume => put('volume', { ...volume, ownerHostId: target.id })),
    ]
  }
  const { volume } = courseOf(world, vm, to, true)
  return (
    volume && putFiles(world, { ...movedTo(asDeployed(vm, target, volume), volume), state: rest })
  )
}

function changeNote(world: World, job: JobRow, vm: VmRow): Change {
  const latest = world.get('job', job.id)
  const { to } = parametersOf(job)
  const here = vm.stored
    ? world.find('share', vm.stored.shareId)?.name
    : world.find('host', vm.hostId)?.name
  const there = to.kind === 'host' ? world.find('host', to.hostId)?.name : undefined
  const share = to.kind === 'share' ? world.find('share', to.shareId)?.name : undefined
  const change = {
    ...{ object: vm.name, property: 'Host' },
    ...{ before: here ?? '', after: there ?? share ?? '' },
  }
  return put('job', { ...latest, changes: [...latest.changes, change] })
}

/** A guest that was on goes on at the target. */
export const restoreStep: Step = {
  name: 'step.vm.restore-memory',
  begin: (world, job) => {
    const vm = vmOf(world, job)
    if (vm.state !== 'transferring') return { end: now }
    const { to, from, method } = parametersOf(job)
    const isThere = to.kind === 'share' ? vm.stored : vm.hostId === to.hostId && !vm.transfer
    if (!isThere) {
      const host =
        to.kind === 'host' && method === 'san' ? world.find('host', to.hostId) : undefined
      const refusal = (host && sanRefusal(world, vm, host)) ?? noVolume(world, job)
      return { end: { kind: 'fail', refusal } }
    }
    if (from !== 'running') return { end: now }
    const refusal = admissionRefusal(world, vm)
    if (refusal) return { end: { kind: 'fail', refusal } }
    return { changes: [put('vm', { ...vm, state: 'restoring' })], end: imageFlow(world, vm) }
  },
  finish: (world, job) => {
    const vm = vmOf(world, job)
    if (vm.state !== 'restoring') return []
    const { stoppedMs = world.nowMs } = parametersOf(job)
    const on = { state: 'running', startedMs: world.nowMs, guestServices: true } as const
    return [
      ...putFiles(world, { ...vm, ...on, savedImageMib: undefined }),
      noteJob(world, job, { downtimeMs: world.nowMs - stoppedMs }),
    ]
  },
}
