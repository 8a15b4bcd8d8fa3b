import type { HostProcessor } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { HostRow, VmRow, World } from '../world/index.ts'

/**
 * The processors of a host; of one that says nothing by its model, all of one generation (ours).
 */
export function processorOf(host: Pick<HostRow, 'processor' | 'model'>): HostProcessor {
  const isAmd = /amd|opteron|epyc/i.test(host.model)
  return host.processor ?? { vendor: isAmd ? 'amd' : 'intel', generation: 1 }
}

/**
 * Whether a guest that runs, or whose memory is saved, can go on with other processors: never with
 * those of another vendor, and with older ones only where the VM was made compatible (facts 1.6).
 */
export function canGoOn(from: HostProcessor, to: HostProcessor, isCompatible: boolean): boolean {
  return from.vendor === to.vendor && (to.generation >= from.generation || isCompatible)
}

/** Why the memory of a guest cannot go on with the processors of another host. */
export function processorRefusal(world: World, vm: VmRow, target: HostRow): Refusal | undefined {
  const source = world.get('host', vm.hostId)
  const [from, to] = [processorOf(source), processorOf(target)]
  const holdsState = vm.state === 'running' || vm.state === 'paused' || vm.state === 'saved'
  if (!holdsState || canGoOn(from, to, vm.processorCompatibility === true)) return undefined
  const words = ({ vendor, generation }: HostProcessor) => `${vendor} generation ${generation}`
  return refuse('migration.processor', {
    ...{ name: vm.name, source: source.name, target: target.name },
    ...{ from: words(from), to: words(to) },
  })
}

/** Why a VM with a 3D video adapter cannot run on a host. */
export function gpuRefusal(vm: VmRow, host: HostRow): Refusal | undefined {
  if (!vm.usesRemoteFx || host.hasGpu) return undefined
  return refuse('migration.no-gpu', { name: vm.name, host: host.name })
}
