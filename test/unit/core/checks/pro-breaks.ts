import { put } from '../../../../core/world/index.ts'
import type { Break } from './break-kit.ts'

/** Ways to break PRO. */
export const proBreaks: Readonly<Record<string, Break>> = {
  tip: ({ world }) =>
    world.apply(
      put('tip', {
        ...{ id: world.nextId('tip'), rule: 'a/b', name: 'Nothing', packName: 'None' },
        ...{ sourceId: 'host-1', sourceName: 'host', severity: 'warning', status: 'running' },
        ...{ raisedMs: world.nowMs, changedMs: world.nowMs, isAutomatic: true },
        ...{ description: '', cause: '', remedialAction: '', condition: '', signals: [] },
        ...{ need: 1, of: 1, held: 1, steps: [] },
        transitions: [{ status: 'active', atMs: world.nowMs, byName: 'PRO' }],
      }),
    ),
  'pro-minute': ({ world }) => {
    const [root] = [...world.all('hostgroup')]
    const pro = { monitoring: 'all', automation: 'none' } as const
    world.apply(put('hostgroup', { ...root!, pro }))
  },
}
