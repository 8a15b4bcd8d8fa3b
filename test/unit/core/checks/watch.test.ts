import { expect, test } from 'vitest'
import { checks, watchOver } from '../../../../core/checks/index.ts'
import { Watch } from '../../../../core/checks/watch.ts'
import type { Simulation } from '../../../../core/engine/simulation.ts'
import { forkOf } from '../../../../core/restore.ts'
import { Laboratory } from '../../../../core/scenarios/laboratory.ts'
import { put } from '../../../../core/world/index.ts'
import { breaks } from './breaks.ts'

const laboratory = new Laboratory('state-agency-san', 1)
laboratory.advance(5)

/** Changed behind the world's back, where only a check that is asked afresh sees it. */
const silent: ReadonlySet<string> = new Set([
  ...['slot', 'place', 'vm-index', 'host-index', 'job-index', 'fault-index', 'vm-volumes'],
  ...['name', 'group-tree', 'cluster'],
])
const seen = Object.keys(breaks).filter(name => !silent.has(name))

test.each(seen)('watch: %s: breaks after it was found whole, and is told', name => {
  const simulation = forkOf(laboratory.simulation)
  const check = checks.find(one => one.name === name)!
  const watch = new Watch(simulation, [check])
  expect(watch.broken()).toEqual([])
  breaks[name]!(simulation)
  expect(watch.broken()).toEqual([`${name}: ${check.find(simulation)}`])
})

test.each(['memory', 'host-sums', 'vm-columns', 'demand', 'finite', 'curve', 'quiet'])(
  'watch: %s: a column that changes without its row is seen at once',
  name => {
    const simulation = forkOf(laboratory.simulation)
    const watch = watchOver(simulation)
    expect(watch.broken()).toEqual([])
    breaks[name]!(simulation)
    expect(watch.broken().some(sentence => sentence.startsWith(`${name}: `))).toBe(true)
  },
)

test('watch: nothing that a check reads has changed: it is not asked again', () => {
  const simulation = forkOf(laboratory.simulation)
  let asked = 0
  const find = ({ world }: Simulation) => {
    asked++
    return [...world.all('vm')].length + world.vms.data.heldMib[0]! < 0 ? 'x' : undefined
  }
  const watch = new Watch(simulation, [{ name: 'counted', find }])
  watch.broken()
  simulation.advanceTo(simulation.world.nowMs + 5000)
  watch.broken()
  expect(asked).toBe(1)
  const [vm] = [...simulation.world.all('vm')]
  simulation.world.apply(put('vm', vm!))
  watch.broken()
  expect(asked).toBe(2)
  simulation.world.vms.data.heldMib[0]! += 1
  watch.broken()
  expect(asked).toBe(3)
})

test('watch: a check that would change the world: fails', () => {
  const [row] = [...laboratory.world.all('vm')]
  const find = ({ world }: Simulation) => void world.apply(put('vm', row!))
  const watch = new Watch(laboratory.simulation, [{ name: 'meddler', find }])
  expect(() => watch.broken()).toThrow('only looks')
})
