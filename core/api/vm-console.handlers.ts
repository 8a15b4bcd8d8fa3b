import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { guestScreenOf } from '../processes/power/index.ts'
import type { VmRow } from '../world/index.ts'
import { guestAnswers } from '../world/index.ts'
import type { HandlerContext, InputOf, OutputOf } from './handler.ts'
import { vmRefusal } from './targets.ts'

/** Why nobody can connect to a VM: what lies in the recycle bin has no host. */
export function connectRefusal(vm: VmRow): Refusal | undefined {
  return vm.recycled ? refuse('vm.recycled', { name: vm.name }) : undefined
}

/** What is on the screen of a VM now. */
function screenOf(
  context: HandlerContext,
  { vmId }: InputOf<'vm', 'console'>,
): OutputOf<'vm', 'console'> | Refusal {
  const { world, simulation } = context
  const refusal = vmRefusal(context, 'vm.connect', vmId, connectRefusal)
  if (refusal) return refusal
  const vm = world.get('vm', vmId)
  return {
    ...{ vmId, name: vm.name, operatingSystem: vm.operatingSystem, state: vm.state },
    ...guestScreenOf(world, simulation.flows, vm),
    cpuPercent: world.vms.data.grantedPercent[vm.slot]!,
    guestServices: guestAnswers(world, vm),
    startedMs: vm.startedMs,
    asOfMs: world.nowMs,
  }
}

/** Remote connection. */
export const vmConsoleHandlers = { console: screenOf }
