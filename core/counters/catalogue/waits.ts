import { cpuHeldPercentOf, cpuWaitPercentOf } from '../../hosts/index.ts'
import { pagingWaitPercent } from '../../memory/index.ts'
import type { VmRow } from '../../world/index.ts'
import { askedMbpsOf, networkMbpsOf } from '../../world/index.ts'
import { hostSet } from '../declare.ts'
import { named, partitionsOn } from './subjects.ts'

export const waitSet = hostSet<VmRow>(
  {
    object: 'Hostward Waits',
    description: 'What guests wait for (ours).',
    hasTotal: true,
    counters: {
      '% Processor Wait': {
        ...{ unit: '%', description: 'Time in which it is ready to run and does not.' },
        explain: 'What it asks for within its limit, less what its host gives, of its processors.',
        read: cpuWaitPercentOf,
        threshold: { warning: 5, critical: 10, source: 'ours' },
      },
      '% Processor Held By Limit': {
        ...{ unit: '%', description: 'Time that its own limit keeps from it.' },
        explain: 'What it asks for beyond its limit, of its processors.',
        read: cpuHeldPercentOf,
        threshold: { warning: 5, critical: 10, source: 'ours' },
      },
      '% Memory Wait': {
        ...{ unit: '%', description: 'Time in which it waits for pages of its page file.' },
        explain: 'Pages that it lacks memory for, times the latency of its volume.',
        read: (world, { slot }) => pagingWaitPercent(world, slot),
        threshold: { warning: 5, critical: 10, source: 'ours' },
      },
      '% Network Not Carried': {
        ...{ unit: '%', description: 'Traffic that it asks for and that is not carried.' },
        explain: 'What its uplink leaves over, of what it would send.',
        read: (world, { slot }) => {
          const asked = askedMbpsOf(world, slot)
          return asked > 0 ? 100 - (networkMbpsOf(world, slot) * 100) / asked : 0
        },
        threshold: { warning: 1, critical: 5, source: 'ours' },
      },
    },
  },
  (world, host, sight) => partitionsOn(world, host, sight).map(named),
)
