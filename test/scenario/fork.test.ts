import fc from 'fast-check'
import { expect, test } from 'vitest'
import { brokenInvariants } from '../../core/checks/index.ts'
import { stateHash } from '../../core/restore.ts'
import { Lab } from '../kit/lab.ts'
import { runCommand, someCommand } from '../kit/random-commands.ts'

test('fork: in the middle of a migration: the same hash, and the same future', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const hosts = [...lab.core.simulation.world.all('host')]
  await admin.vm.migrate({ vmIds: ['vm-1'], hostId: hosts[1]!.id })
  lab.run(3)
  const fork = lab.core.fork()
  expect(stateHash(fork)).toBe(lab.core.stateHash())
  lab.run(60)
  fork.advanceTo(lab.core.nowMs)
  expect(stateHash(fork)).toBe(lab.core.stateHash())
})

test('fork: after random commands: same hash, then it diverges and the original does not notice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someCommand, { minLength: 1, maxLength: 12 }), async commands => {
      const { lab, admin } = await Lab.with('state-agency-san', 4)
      for (const command of commands) await runCommand(lab, admin, command)
      const before = lab.core.stateHash()
      const fork = lab.core.fork()
      expect(stateHash(fork)).toBe(before)
      fork.advanceTo(fork.world.nowMs + 90_000)
      expect(brokenInvariants(fork)).toEqual([])
      expect(stateHash(fork)).not.toBe(before)
      expect(lab.core.stateHash()).toBe(before)
    }),
    { numRuns: 12, seed: 7 },
  )
})
