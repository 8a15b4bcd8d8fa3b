import { expect, test } from 'vitest'
import { Lab } from '../kit/lab.ts'

test('slow volume: 25,000 VMs and one that runs away: it is named, with since when and how badly', async () => {
  const { lab, admin } = await Lab.with('enterprise-xl')
  lab.run(1800)
  const { rows } = await admin.fault.targets({ kind: 'runaway-guest', text: 'sac-web-0001' })
  const culprit = rows[0]!
  const beganMs = lab.core.nowMs
  await admin.fault.inject({ kind: 'runaway-guest', targetId: culprit.id, amount: 20_000 })
  lab.run(300)

  const [slowest] = (await admin.overview.health({})).volumes!.slowest
  expect(slowest!.within).toBe('sac-prd-1-san')
  const answer = await admin.performance.why({ objectId: slowest!.id })
  expect(answer).toMatchObject({ verdict: 'slow', reason: { code: 'disks' } })
  const [first, second] = answer.contributors!.rows
  expect(first).toMatchObject({ id: culprit.id, name: 'sac-web-0001' })
  expect(first!.sharePercent).toBeGreaterThan(50 * second!.sharePercent)
  expect(answer.course!.now).toBeGreaterThan(3 * answer.course!.before!)
  expect(Math.abs(answer.course!.sinceMs! - beganMs)).toBeLessThanOrEqual(300_000)
}, 60_000)
