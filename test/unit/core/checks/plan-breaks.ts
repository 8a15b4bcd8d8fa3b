import { put } from '../../../../core/world/index.ts'
import type { Break } from './break-kit.ts'

/** Ways to break plans. */
export const planBreaks: Readonly<Record<string, Break>> = {
  plan: ({ world }) =>
    world.apply(
      put('plan', {
        ...{ id: world.nextId('plan'), name: 'Balance nothing', kind: 'balance' },
        ...{ scopeId: 'hostgroup-1', scopeName: 'All Hosts', status: 'running' },
        ...{
          madeMs: world.nowMs,
          ownerName: 'nobody',
          isAutomatic: false,
          steps: [],
          clusters: [],
        },
        totals: { steps: 0, durationS: 0, downtimeS: 0, sentMib: 0, price: 0 },
        ...{ notes: [], parallelMax: 1, stopsOnSurprise: false },
      }),
    ),
}
