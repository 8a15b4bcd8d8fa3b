import { expect, test } from 'vitest'
import type { HostStatus } from '../../../host/index.ts'
import { healthOf } from '../../../server/health.ts'

const core = {
  ready: true,
  nowMs: 0,
  factorReached: 1,
  saveFailure: undefined,
  heapMib: 50,
  openStreams: 0,
}
const well: HostStatus = { state: 'running', core, silentMs: 400 }

test.each<[string, HostStatus, string, string]>([
  ['a running core', well, 'ok', 'ready'],
  ['no fabric yet', { ...well, core: { ...core, ready: false } }, 'ok', 'first-run'],
  ['a core that says nothing', { ...well, silentMs: 20_000 }, 'failing', 'stalled'],
  ['a core that ends', { ...well, state: 'closing' }, 'failing', 'closing'],
  ['a core that ended', { ...well, state: 'ended' }, 'failing', 'ended'],
  [
    'a full disk',
    { ...well, core: { ...core, saveFailure: 'the disk is full' } },
    'failing',
    'ready',
  ],
])('health: %s', (_name, host, status, state) => {
  expect(healthOf(host, 12.9)).toMatchObject({ status, core: state, uptimeS: 12 })
})
