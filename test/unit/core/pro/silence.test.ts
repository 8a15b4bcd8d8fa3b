import { describe, expect, test } from 'vitest'
import { tipsPerRuleMax } from '../../../../core/pro/index.ts'
import { refusalOf } from '../../../kit/lab.ts'
import { agency, longBeach, sacramento } from '../api/agency.ts'
import { proLab, runs } from './pro-lab.ts'

/** So few that each has a tip of its own. */
const fewVms = { runningVms: 5 }

describe('pro: what keeps a rule silent', () => {
  test('pro: a rule follows from another: it is silent while that tip is open', async () => {
    const { admin, vmId, minutes, tipsOn } = await proLab(
      [runs('first'), runs('then', { dependsOn: ['first'] })],
      fewVms,
    )
    minutes(2)
    expect(tipsOn(vmId, 'first')).toHaveLength(1)
    expect(tipsOn(vmId, 'then')).toEqual([])
    const why = await admin.pro.why({ ruleId: 'own-rules/then', sourceId: vmId })
    expect(why.verdict).toContain('this follows from it')
    await admin.pro.setRule({ ruleId: 'own-rules/first', isEnabled: false })
    minutes(2)
    expect(tipsOn(vmId, 'then').map(one => one.status)).toEqual(['active'])
  })

  test('pro: a rule rests after a tip: none for that long, then one', async () => {
    const { admin, vmId, minutes, tipsOn } = await proLab(
      [runs('rests', { cooldownMin: 30 })],
      fewVms,
    )
    minutes(2)
    await admin.vm.turnOff({ vmIds: [vmId] })
    minutes(2)
    await admin.vm.start({ vmIds: [vmId] })
    minutes(20)
    expect(tipsOn(vmId, 'rests').map(one => one.status)).toEqual(['closed'])
    const { verdict } = await admin.pro.why({ ruleId: 'own-rules/rests', sourceId: vmId })
    expect(verdict).toMatch(/It rests for 30 minutes after a tip, and \d+ are left/)
    minutes(12)
    expect(tipsOn(vmId, 'rests').map(one => one.status)).toEqual(['closed', 'active'])
  })

  test('pro: a waiver runs out: the tip that it kept silent closes, and comes again', async () => {
    const { admin, lab, vmId, minutes, tipsOn, way } = await proLab([runs('waived')])
    minutes(2)
    const untilMs = lab.core.nowMs + 600_000
    const ruleId = 'own-rules/waived'
    await admin.pro.waive({ ruleId, sourceId: vmId, reason: 'It is meant.', untilMs })
    minutes(9)
    expect(tipsOn(vmId, 'waived').map(one => one.status)).toEqual(['dismissed'])
    minutes(2)
    const [before, after] = tipsOn(vmId, 'waived')
    expect(way(before!.id)).toEqual(['active', 'dismissed', 'closed'])
    expect(before!.transitions.at(-1)!.detail).toBe('Its waiver ended.')
    expect(after!.status).toBe('active')
    expect(await admin.pro.waivers({})).toEqual([])
  })

  test('pro: a person ends a waiver: the tip comes again with the next minute', async () => {
    const { admin, vmId, minutes, tipsOn } = await proLab([runs('waived')])
    minutes(2)
    const input = { ruleId: 'own-rules/waived', sourceId: vmId, reason: 'It is meant.' }
    const { id } = await admin.pro.waive(input)
    minutes(5)
    await admin.pro.unwaive({ waiverId: id as never })
    minutes(1)
    expect(tipsOn(vmId, 'waived').map(one => one.status)).toEqual(['closed', 'active'])
  })

  test('pro: more objects than may have a tip each: the others share one, without a remedy', async () => {
    const remedy = [{ operation: 'vm.turnOff', input: { vmIds: ['$id'] } }]
    const { admin, world, minutes } = await proLab([runs('storm', { remedy })], {
      runningVms: Infinity,
    })
    minutes(2)
    const tips = [...world.all('tip')]
    const shared = tips.find(tip => tip.more !== undefined)!
    expect(tips).toHaveLength(tipsPerRuleMax + 1)
    const running = [...world.all('vm')].filter(vm => vm.state === 'running').length
    expect(shared.more).toBeGreaterThan(0)
    expect(shared.more).toBeLessThanOrEqual(running - tipsPerRuleMax)
    expect((await refusalOf(admin.pro.implement({ tipIds: [shared.id] }))).code).toBe(
      'pro.no-remedy',
    )
    const own = new Set(tips.map(tip => tip.sourceId as string))
    const others = [...world.all('vm')].filter(vm => !own.has(vm.id)).map(vm => vm.id)
    await admin.vm.turnOff({ vmIds: others })
    minutes(3)
    expect(world.get('tip', shared.id).status).toBe('closed')
  })
})

test('pro: a delegated administrator: sees, counts and implements tips of the own groups', async () => {
  const { lab, admin, world, as } = await agency()
  for (const pack of await admin.pro.packs({})) {
    await admin.pro.setPack({ packId: pack.id, isEnabled: false })
  }
  const remedy = [
    { operation: 'host.update', input: { hostIds: ['$id'], changes: { notes: 'Seen' } } },
  ]
  const rule = runs('hosts', { target: 'host', warning: 'runningVms > 0.0', remedy })
  await admin.pro.createRule({ rule })
  for (const id of [sacramento, longBeach]) {
    await admin.pro.setSettings({ id, levels: { monitoring: 'all', automation: 'none' } })
  }
  lab.run(120)
  const groupOf = (tip: { sourceId: string }) =>
    world.get('host', tip.sourceId as never).hostGroupId
  const tips = [...world.all('tip')]
  const hidden = tips.find(tip => groupOf(tip) === longBeach)!
  const kim = await as('kim')
  const { rows } = await kim.pro.list({ limit: 100 })
  expect(rows.map(one => one.id).sort()).toEqual(
    tips
      .filter(tip => world.index.groupsBelow(sacramento).has(groupOf(tip)))
      .map(tip => tip.id)
      .sort(),
  )
  expect((await kim.pro.summary({})).active).toBe(rows.length)
  expect((await refusalOf(kim.pro.get({ tipId: hidden.id }))).code).toBe('not-found')
  expect((await refusalOf(kim.pro.implement({ tipIds: [hidden.id] }))).code).toBe('not-found')
  await kim.pro.implement({ tipIds: [rows[0]!.id] })
  lab.run(2)
  expect(world.get('tip', rows[0]!.id).status).toBe('resolved')
})

test('pro: a rule storm: tips for a part of the objects, nothing by itself, and over with it', async () => {
  const remedy = [{ operation: 'vm.turnOff', input: { vmIds: ['$id'] } }]
  const never = runs('never', { warning: 'iops > 1000000.0', remedy })
  const { admin, world, minutes } = await proLab([never], { automation: 'all' })
  const targetId = 'fabric-1'
  const { id } = await admin.fault.inject({ kind: 'rule-storm', targetId, amount: 40 })
  minutes(2)
  const tips = [...world.all('tip')]
  const shared = tips.find(tip => tip.more !== undefined)!
  expect(tips).toHaveLength(tipsPerRuleMax + 1)
  expect(tipsPerRuleMax + shared.more!).toBe(Math.round(world.count('vm') * 0.4))
  expect(new Set(tips.map(tip => tip.status))).toEqual(new Set(['active']))
  const details = await admin.pro.get({ tipId: tips[0]!.id })
  expect(details.why).toContain('The drill “Rule storm” had it hold')
  expect(details.whyNotAutomatic).toContain('A drill raised it')
  await admin.fault.end({ faultIds: [id as never] })
  minutes(3)
  expect([...world.all('tip')].every(tip => tip.status === 'closed')).toBe(true)
})
