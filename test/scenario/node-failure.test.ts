import { expect, test } from 'vitest'
import { scenarios } from '../../core/scenarios/index.ts'

const run = (name: string) => scenarios.find(one => one.name === name)!.run({ seed: 1, runs: 1 })

test('node failure: one of six: noticed after five heartbeats, all VMs run, even by groups', () => {
  const { lines, summary } = run('node-failure-n1')
  expect(summary).toMatchObject({ detectedS: 5, vmsRunning: 260, vmsOff: 0, fits: true })
  // Fewest groups first: 260 over five nodes.
  expect(lines.map(line => line['vmsRunning'])).toEqual([52, 52, 52, 52, 52])
  // 52 x 532 MB (physics 2.3).
  expect(lines.map(line => line['memoryHeldGib'])).toEqual(Array(5).fill(27.016))
  expect(summary['allStartedS'] as number).toBeGreaterThan(5)
})

test('node failure: two of six: what does not fit stays off, and the memory is named', () => {
  const { lines, summary } = run('node-failure-n2')
  expect(summary).toMatchObject({ fits: false, lacks: 'memory on 4 nodes' })
  // (32,768 - 512) MB / 532 MB = 60.6 VMs a node.
  expect(lines.map(line => line['vmsRunning'])).toEqual([60, 60, 60, 60])
  expect(summary['vmsOff']).toBe(20)
  expect(summary['neededGibANode'] as number).toBeGreaterThan(summary['memoryGibANode'] as number)
})

test('a LUN with one owner: all its VMs go to one node; on a shared volume they spread', () => {
  const { lines, summary } = run('lun-one-owner')
  expect(summary).toMatchObject({ vms: 44, nodesWithNtfs: 1, nodesWithSharedVolume: 5 })
  expect(lines[0]).toMatchObject({ vmsRunning: 44, vmsWithTheVolume: 44 })
})
