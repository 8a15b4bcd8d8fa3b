import { expect, test } from 'vitest'
import { injectFault } from '../../../../core/faults/index.ts'
import { Laboratory } from '../../../../core/scenarios/laboratory.ts'
import { latencyWith, storageMap } from '../../../../core/storage/index.ts'
import { workOf } from '../../../../core/storage/map.ts'

test.each([20, 60, 120])(
  'latency: %i more operations a second: the forecast is what the step then measures',
  amount => {
    const { simulation, world } = new Laboratory('poc-lab', 1)
    simulation.advanceTo(world.nowMs + 60_000)
    const vm = [...world.all('vm')].find(one => one.state === 'running')!
    const volume = world.get('volume', vm.disks[0]!.volumeId)
    const state = storageMap(world).volumeBySlot[volume.slot]!
    const { readPart, writePart } = world.vms.data
    const reads = amount * readPart[vm.slot]!
    const writes = amount * writePart[vm.slot]!
    const work = state.pools.reduce(
      (sum, { pool, ...part }) =>
        sum + workOf(state, pool, reads * part.reads, writes * part.writes),
      0,
    )
    const forecast = latencyWith(world, volume, { diskPerS: work })
    const before = world.volumes.data.latencyMs[volume.slot]!
    injectFault(simulation, { kind: 'runaway-guest', targetId: vm.id, amount, ownerName: 'test' })
    simulation.advanceTo(world.nowMs + 1000)
    const measured = world.volumes.data.latencyMs[volume.slot]!
    expect(measured).toBeGreaterThan(before)
    expect(Math.abs(forecast / measured - 1)).toBeLessThan(0.02)
  },
)
