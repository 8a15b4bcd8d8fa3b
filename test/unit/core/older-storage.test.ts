import { expect, it } from 'vitest'
import { newSimulation } from '../../../core/new-simulation.ts'
import { checkpointOf, restoreInstant } from '../../../core/restore.ts'
import { Laboratory } from '../../../core/scenarios/laboratory.ts'
import { randomIopsOf, throughputMibPerS } from '../../../core/storage/index.ts'

const newTables = new Set(['array', 'pool', 'lun', 'snapshot', 'fault'])

/** The lab as it was stored when a volume's rates stood in its row. */
function olderInstant() {
  const checkpoint = checkpointOf(new Laboratory('poc-lab', 1).simulation, 0)
  const rows = checkpoint.rows
    .filter(row => !newTables.has(row.table))
    .map(row => {
      if (row.table !== 'volume') return row
      const { lunIds, layout, fileSystem, ownerHostId, ...rest } = JSON.parse(row.json!)
      expect([lunIds, layout, fileSystem, ownerHostId]).toBeDefined()
      const rates = { randomIops: 893, throughputMibPerS: 381 }
      return { ...row, json: JSON.stringify({ ...rest, ...rates }) }
    })
  const engine = JSON.parse(checkpoint.engine)
  const { vm, host, volume } = engine.slots
  return { ...checkpoint, rows, engine: JSON.stringify({ ...engine, slots: { vm, host, volume } }) }
}

it('older storage: a fabric whose volumes have no LUNs: it opens, with the rates that it had', () => {
  const simulation = newSimulation()
  restoreInstant(simulation, olderInstant())
  const { world } = simulation
  const [volume] = [...world.all('volume')]
  expect(randomIopsOf(world, volume!)).toBeCloseTo(893, -1)
  expect(throughputMibPerS(world, volume!)).toBeCloseTo(381, 0)
  simulation.advanceTo(world.nowMs + 60_000)
  expect(world.volumes.data.latencyMs[volume!.slot]).toBeGreaterThan(0)
  expect(world.nextId('lun')).toBe('lun-2')
})
