import { expect, test } from 'vitest'
import { endFault, settle } from '../../core/faults/index.ts'
import { conditionOf } from '../../core/hosts/index.ts'
import { Laboratory } from '../../core/scenarios/laboratory.ts'

test('host boot: broken off half-way: the host is off again, and comes back when all faults end', () => {
  const laboratory = new Laboratory('poc-lab', 1)
  const { simulation, world } = laboratory
  const [host] = [...world.all('host')]
  const faultId = laboratory.strike({ kind: 'host-crash', targetId: host!.id })
  laboratory.advance(30)
  endFault(simulation, faultId)
  laboratory.advance(10)
  const boot = [...world.all('job')].find(job => job.name === 'job.host.boot')!
  expect(conditionOf(world.get('host', host!.id))).toBe('starting')
  simulation.jobs.cancel(boot.id)
  expect(conditionOf(world.get('host', host!.id))).toBe('down')
  settle(simulation)
  laboratory.advance(600)
  expect(conditionOf(world.get('host', host!.id))).toBe('up')
})
