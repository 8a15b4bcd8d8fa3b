import { expect, test } from 'vitest'
import type { PreCopyInput } from '../../../../core/physics/pre-copy.ts'
import { preCopy } from '../../../../core/physics/index.ts'

const bytesPerMib = 1024 * 1024
/** A link as the reference gives it, in 10^6 bytes a second. */
const mibPerS = (megabytes: number) => (megabytes * 1e6) / bytesPerMib
const migration = (
  [usedMib, writableMib, dirtyMibPerS, link, blackoutLimitMs]: readonly number[],
  roundsMax = 200,
): PreCopyInput => ({
  ...{ usedMib: usedMib!, writableMib: writableMib!, dirtyMibPerS: dirtyMibPerS! },
  ...{ bandwidthMibPerS: mibPerS(link!), blackoutLimitMs: blackoutLimitMs!, roundsMax },
})

/** Real migrations between two QEMU processes (physics 2.1): what they took and sent. */
const measured = [
  { of: [500, 1, 0.5, 117, 300], tookS: 4.38, sentMb: 527 },
  { of: [500, 100, 10, 117, 300], tookS: 4.72, sentMb: 575 },
  { of: [500, 400, 90, 117, 300], tookS: 22.04, sentMb: 2608 },
  { of: [1000, 300, 50, 250, 100], tookS: 5.22, sentMb: 1325 },
]

test.each(measured)('pre-copy: $of: within 5 % of the real migration', ({ of, tookS, sentMb }) => {
  const outcome = preCopy(migration(of))
  expect(outcome.converges).toBe(true)
  expect(Math.abs(outcome.durationS / tookS - 1)).toBeLessThan(0.05)
  expect(Math.abs((outcome.sentMib * bytesPerMib) / 1e6 / sentMb - 1)).toBeLessThan(0.02)
})

test('pre-copy: the series of real migrations: a median error of at most 4 %', () => {
  const errors = measured.map(({ of, tookS }) =>
    Math.abs(preCopy(migration(of)).durationS / tookS - 1),
  )
  errors.sort((a, b) => a - b)
  expect((errors[1]! + errors[2]!) / 2).toBeLessThanOrEqual(0.04)
})

test('pre-copy: a link that one core cannot fill: shorter than it really was, by a fifth', () => {
  const outcome = preCopy(migration([1500, 500, 100, 500, 50]))
  expect(outcome.durationS / 5.05).toBeCloseTo(0.79, 1)
})

test('pre-copy: a guest that dirties faster than the link sends: does not converge', () => {
  const outcome = preCopy(migration([500, 60, 400, 117, 300], 186))
  expect(outcome.converges).toBe(false)
  expect(outcome.rounds).toHaveLength(186)
  expect(outcome.blackoutS).toBeGreaterThan(0.3)
})

test('pre-copy: an unbounded working set: the closed form of the geometric series', () => {
  const [usedMib, dirty, bandwidth] = [4096, 30, 100]
  const outcome = preCopy({
    ...{ usedMib, writableMib: Infinity, dirtyMibPerS: dirty, bandwidthMibPerS: bandwidth },
    ...{ blackoutLimitMs: 1, roundsMax: 30 },
  })
  const ratio = dirty / bandwidth
  let power = 1
  for (let at = 0; at <= outcome.rounds.length; at++) power *= ratio
  expect(outcome.sentMib).toBeCloseTo((usedMib * (1 - power)) / (1 - ratio), 6)
})
