import { put } from '../../../../core/world/index.ts'
import type { Break } from './break-kit.ts'

/** Ways to break data collector sets. */
export const collectorBreaks: Readonly<Record<string, Break>> = {
  collector: ({ world }) =>
    world.apply(
      put('collector', {
        ...{ id: world.nextId('collector'), name: 'Load', description: '', ownerId: 'user-1' },
        ...{ roleIds: [], paths: ['\\Memory\\*'], intervalS: 1, isCircular: false },
        ...{ format: 'bin', logsKept: 1, nextMs: world.nowMs + 5 },
      }),
    ),
}
