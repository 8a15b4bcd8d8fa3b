import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { Largest, topFigureOf } from '../../../../core/overview/index.ts'
import { topFigures } from '../../../../shared/contract/index.ts'
import { runCode } from '../../../../core/world/index.ts'
import { Lab } from '../../../kit/lab.ts'

it('top: any values: the same as sorting all of them, equal ones in their order', () => {
  const values = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 })
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 20 }), (all, limit) => {
      const largest = new Largest(limit)
      all.forEach((value, slot) => largest.add(slot, value))
      const sorted = all.map((value, slot) => ({ value, slot }))
      sorted.sort((a, b) => b.value - a.value || a.slot - b.slot)
      const first = sorted.slice(0, limit)
      expect([...largest.slots].slice(0, largest.length)).toEqual(first.map(one => one.slot))
      expect([...largest.values].slice(0, largest.length)).toEqual(first.map(one => one.value))
    }),
  )
})

test.each(topFigures)('top: %s of the lab: the rows are those of a whole sort', async figure => {
  const { lab, admin } = await Lab.with('poc-lab')
  lab.run(900)
  const { world } = lab.core.simulation
  const { rows, compared, starting } = await admin.overview.top({ figure, limit: 7 })
  const running = [...world.all('vm')].filter(vm => world.vms.data.run[vm.slot] !== runCode.off)
  const valued = running
    .map(vm => ({ id: vm.id, slot: vm.slot, value: topFigureOf[figure](world, vm.slot) }))
    .filter(vm => vm.value > 0)
    .sort((a, b) => b.value - a.value || a.slot - b.slot)
  expect(compared + starting).toBe(running.length)
  expect(rows.map(row => row.id)).toEqual(valued.slice(0, 7).map(vm => vm.id))
  expect(rows.map(row => row.value)).toEqual(valued.slice(0, 7).map(vm => vm.value))
})

test('top: VMs that boot: are told apart from those that run', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  for (const vm of world.all('vm')) world.vms.data.run[vm.slot] = runCode.off
  world.vms.data.run[0] = runCode.starting
  world.vms.data.run[1] = runCode.running
  const input = { figure: 'cpu', limit: 7 } as const
  expect(await admin.overview.top(input)).toMatchObject({ compared: 1, starting: 1 })
})

test('top: VMs that are paused: are neither counted nor ranked, whatever memory they hold', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  lab.run(60)
  const { world } = lab.core.simulation
  for (const vm of world.all('vm')) world.vms.data.run[vm.slot] = runCode.paused
  const none = { compared: 0, starting: 0, rows: [] }
  expect(await admin.overview.top({ figure: 'memory', limit: 20 })).toMatchObject(none)
})
