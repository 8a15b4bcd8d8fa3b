import type { Refusal } from '../../../shared/refusals/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import type { HostRow, VmRow, World } from '../../world/index.ts'
import { activeRulesOf, isBrokenOn } from './active.ts'
import { customReasonOf } from './custom.ts'
import type { Whereabouts } from './whereabouts.ts'
import { whereaboutsIn } from './whereabouts.ts'

/**
 * Why a must rule keeps a VM off a host, whoever asks: names only how many VMs stand against it, as
 * jobs and people of any scope read it.
 */
export function ruleRefusal(
  world: World,
  vm: VmRow,
  host: HostRow,
  where: Whereabouts = whereaboutsIn(world),
): Refusal | undefined {
  const broken = activeRulesOf(world, vm, where).find(
    rule => rule.strength === 'must' && isBrokenOn(rule, host.slot),
  )
  if (!broken) return customReasonOf(world, vm, host)
  const others = broken.kind === 'keep-apart' ? broken.counts[host.slot]! : broken.placed
  const names = { name: vm.name, host: host.name }
  switch (broken.kind) {
    case 'keep-apart':
      return refuse('rule.keeps-apart', { ...names, others })
    case 'keep-together':
      return refuse('rule.keeps-together', { ...names, others })
    case 'run-on':
      return refuse('rule.runs-elsewhere', { ...names, hosts: broken.hosts.length })
    case 'not-on':
      return refuse('rule.not-here', names)
  }
}
