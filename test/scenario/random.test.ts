import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Lab } from '../kit/lab.ts'
import { runCommand, someCommand } from '../kit/random-commands.ts'

test('random commands: invariants after every event, and every job ends (poc-lab and state-agency)', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('poc-lab' as const, 'state-agency' as const, 'state-agency-san' as const),
      fc.array(someCommand, { minLength: 10, maxLength: 50 }),
      async (fabric, commands) => {
        // The lab throws with the sentence of the broken invariant.
        const { lab, admin } = await Lab.with(fabric, 4)
        for (const command of commands) await runCommand(lab, admin, command)
        lab.settle()
        expect(lab.openJobs).toBe(0)
      },
    ),
    { numRuns: 40 },
  )
}, 300000)
