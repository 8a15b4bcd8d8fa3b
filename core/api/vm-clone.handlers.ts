import { Refusal, refuse, viewOfRefusal } from '../../shared/refusals/index.ts'
import { vmQuotaRefusal } from '../access/index.ts'
import type { Placement } from '../placement/index.ts'
import { activeRulesOf, placeOnHost, Placer, requestOfVm } from '../placement/index.ts'
import type { CloneParameters } from '../processes/clone/index.ts'
import { cloneName, cloneRefusal, forecastClone } from '../processes/clone/index.ts'
import { parentStaysRefusal } from '../processes/disk/index.ts'
import { cutRefusal } from '../processes/transfer/index.ts'
import { byIdNumber } from '../../shared/domain/index.ts'
import type { VmRow } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { vmRefusal } from './targets.ts'
import { forecastView } from './work-view.ts'
import { nameRefusal } from './vm-names.ts'

type Wishes = InputOf<'vm', 'clone'>

/** Where the clone would come to: the host that was named, or the best rated one in scope. */
function placeOf(
  context: HandlerContext,
  vm: VmRow,
  { name, hostId }: Wishes,
): Placement | Refusal {
  const { world, access, caller } = context
  const scope = access.scope(caller, 'vm.clone')
  const request = {
    ...requestOfVm(world, vm),
    ...{ possibleOwnerIds: undefined, clusterId: undefined, name },
    // The clone is in the rules of its tags and sets, beside the VM that it is made of.
    rules: activeRulesOf(world, { tags: vm.tags, availabilitySets: vm.availabilitySets }),
    userId: vm.ownerId ?? caller.userId,
  }
  if (hostId) {
    const host = world.find('host', hostId)
    if (!host || !scope.host(host)) return refuse('not-found', { kind: 'host', id: hostId })
    return placeOnHost(world, request, hostId, { overrideZeroRating: true })
  }
  const parentVolume = vm.disks.find(disk => disk.parentId !== undefined)?.volumeId
  if (parentVolume) {
    // Differencing disks share their parents, which stay where they are.
    const stays = { overrideZeroRating: true, volumeId: parentVolume }
    return placeOnHost(world, request, vm.hostId, stays)
  }
  const hosts = [...world.all('host')].filter(host => scope.host(host)).map(host => host.id)
  const placer = new Placer(world, request, hosts.sort(byIdNumber))
  return placer.next(name) ?? placer.refusal('your scope', name)
}

/** All of a clone decided, or the first reason against it. */
function plan(context: HandlerContext, input: Wishes): CloneParameters | Refusal {
  const { world, caller } = context
  const refusal = vmRefusal(context, 'vm.clone', input.vmId, vm => {
    const job = world.find('job', vm.jobId)
    if (job) return refuse('vm.busy', { name: vm.name, job: job.name })
    return cloneRefusal(vm) ?? nameRefusal(context, input.name) ?? vmQuotaRefusal(world, vm)
  })
  if (refusal) return refusal
  const place = placeOf(context, world.get('vm', input.vmId), input)
  if (place instanceof Refusal) return place
  const { hostId, volumeId } = place
  const vm = world.get('vm', input.vmId)
  const host = world.get('host', hostId)
  const barred = parentStaysRefusal(world, vm, volumeId) ?? cutRefusal(world, vm, host)
  if (barred) return barred
  const creator = { creatorId: caller.userId }
  return { sourceId: input.vmId, name: input.name, hostId, volumeId, ...creator }
}

function cloneForecast(
  context: HandlerContext,
  input: Wishes,
): OutputOf<'vm', 'cloneForecast'> | Refusal {
  const { world } = context
  const hidden = vmRefusal(context, 'vm.clone', input.vmId, () => undefined)
  if (hidden) return hidden
  const made = plan(context, input)
  if (made instanceof Refusal) return { blockedBecause: viewOfRefusal(made) }
  const vm = world.get('vm', input.vmId)
  return {
    forecast: forecastView(context, vm, forecastClone(world, vm, made)),
    hostName: world.get('host', made.hostId).name,
  }
}

function clone(context: HandlerContext, input: Wishes): Refusal | (() => Applied) {
  const parameters = plan(context, input)
  if (parameters instanceof Refusal) return parameters
  const { world, caller, simulation } = context
  const request = {
    ...{ name: 'job.vm.clone', process: cloneName, parameters, targetName: input.name },
    ...{ userId: caller.userId, ownerName: caller.name, cmdlet: 'New-SCVirtualMachine -VM' },
  }
  return () => {
    const jobId = simulation.jobs.submit(request)
    return { jobId, id: world.get('job', jobId).targetId }
  }
}

/** New VMs from VMs. */
export const vmCloneHandlers = { cloneForecast, clone }
