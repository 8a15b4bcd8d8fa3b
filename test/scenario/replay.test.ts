import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { VmId } from '../../shared/domain/index.ts'
import { clockFactors } from '../../shared/domain/index.ts'
import { Lab } from '../kit/lab.ts'
import { runCommand, someCommand } from '../kit/random-commands.ts'

/** Lets time pass in slices of these many milliseconds. */
function inSlices(lab: Lab, slicesMs: readonly number[]): void {
  for (const sliceMs of slicesMs) lab.core.advanceTo(lab.core.nowMs + sliceMs)
}

test('replay: any slicing of time: the same hash as in one go', async () => {
  const whole = await Lab.with('state-agency', 5)
  const { rows } = await whole.admin.vm.list({ limit: 10 })
  await whole.admin.vm.reset({ vmIds: rows.map(row => row.id) })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 7000 }), { minLength: 1, maxLength: 40 }),
      async slicesMs => {
        const sliced = whole.lab.afterKill()
        const direct = whole.lab.afterKill()
        inSlices(sliced, slicesMs)
        direct.core.advanceTo(direct.core.nowMs + slicesMs.reduce((sum, one) => sum + one, 0))
        expect(sliced.core.stateHash()).toBe(direct.core.stateHash())
      },
    ),
    { numRuns: 20 },
  )
}, 120000)

test('replay: random commands, killed anywhere: rows, columns and journal give the hash of the run that went on', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(someCommand, { minLength: 5, maxLength: 25 }),
      fc.nat(24),
      async (commands, savedAfter) => {
        const { lab, admin } = await Lab.with('state-agency', 3)
        for (const [index, command] of commands.entries()) {
          await runCommand(lab, admin, command)
          if (index === savedAfter) lab.core.save(lab.ports.wallMs())
        }
        lab.core.markClock()
        const revived = lab.afterKill()
        expect([revived.core.nowMs, revived.core.stateHash()]).toEqual([
          lab.core.nowMs,
          lab.core.stateHash(),
        ])
      },
    ),
    { numRuns: 25 },
  )
}, 240000)

test('replay: the journal alone, from the first entry: the same hash as the run', async () => {
  const { lab, admin } = await Lab.with('poc-lab', 2)
  const { rows } = await admin.vm.list({ limit: 3 })
  const vmIds = rows.map(row => row.id as VmId)
  await admin.vm.saveState({ vmIds })
  lab.run(30)
  await admin.clock.set({ factor: clockFactors[2] })
  await admin.vm.start({ vmIds })
  lab.run(600)
  lab.core.markClock()
  // Nothing was saved but the journal and the clock.
  expect(lab.afterKill().core.stateHash()).toBe(lab.core.stateHash())
})
