import { describe, expect, test } from 'vitest'
import { forkOf, stateHash } from '../../../../core/restore.ts'
import { proRule } from '../../../../shared/domain/index.ts'
import { Lab } from '../../../kit/lab.ts'

/** A rule that holds for every VM that runs, with a remedy that limits it. */
const limit = proRule.parse({
  ...{ id: 'limit-all', title: 'Asks the disks', description: 'Asks.', cause: 'It runs.' },
  ...{ remedialAction: 'Limit it.', target: 'vm', warning: 'iops > 1.0', source: 'A test.' },
  samples: { need: 2, of: 3 },
  remedy: [{ operation: 'storage.setVmLimit', input: { vmIds: ['$id'], iopsLimit: 50 } }],
})

async function watching(automation: 'none' | 'all' = 'none') {
  const { lab, admin } = await Lab.with('poc-lab')
  for (const pack of await admin.pro.packs({})) {
    await admin.pro.setPack({ packId: pack.id, isEnabled: false })
  }
  await admin.pro.createRule({ rule: limit })
  const [root] = [...lab.core.simulation.world.all('hostgroup')]
  await admin.pro.setSettings({ id: root!.id, levels: { monitoring: 'all', automation } })
  return { lab, admin, root: root! }
}

async function tipsOf(admin: Awaited<ReturnType<typeof watching>>['admin']) {
  const { rows } = await admin.pro.list({ limit: 500 })
  return rows.filter(tip => tip.more === undefined)
}

describe('pro: the minute', () => {
  test('pro: nobody switched it on: no tip, no event, no column', async () => {
    const { lab, admin } = await Lab.with('poc-lab')
    lab.run(600)
    expect(await tipsOf(admin)).toEqual([])
    expect(lab.core.simulation.world.pro.dump()).toEqual([])
  })

  test('pro: two samples of three hold: the tip comes with the second', async () => {
    const { lab, admin } = await watching()
    lab.run(119)
    expect(await tipsOf(admin)).toEqual([])
    lab.run(62)
    const [tip] = await tipsOf(admin)
    expect(tip).toMatchObject({ status: 'active', severity: 'warning', mode: 'manual' })
    const details = await admin.pro.get({ tipId: tip!.id })
    expect(details.evidence.held).toBeGreaterThanOrEqual(2)
    expect(details.evidence.signals[0]!.samples.length).toBeGreaterThanOrEqual(2)
    expect(details.evidence.signals[0]!.warning).toBe(1)
    expect(details.whyNotAutomatic).toContain('no tips are carried out automatically')
    expect(details.remedy[0]).toMatchObject({ operation: 'storage.setVmLimit' })
    expect(details.actions.implement.isPossible).toBe(true)
  })

  test('pro: a shipped pack is on everywhere: it settles, and answers why', async () => {
    const { lab, admin } = await Lab.with('poc-lab')
    await admin.pro.setSettings({
      id: 'hostgroup-1',
      levels: { monitoring: 'all', automation: 'none' },
    })
    lab.run(700)
    const summary = await admin.pro.summary({})
    expect(summary.objectsWatched).toBeGreaterThan(10)
    const [host] = [...lab.core.simulation.world.all('host')]
    const why = await admin.pro.why({
      ruleId: 'host-performance/processors-two-levels',
      sourceId: host!.id,
    })
    expect(why.signals[0]!.value).toBeGreaterThanOrEqual(0)
    expect(why.verdict).toBe('No condition holds now.')
  })
})

test('pro: silent while it held, and no longer past its level when its rest ends: no tip', async () => {
  const { lab, admin } = await Lab.with('state-agency-san')
  for (const { id: packId } of await admin.pro.packs({})) {
    await admin.pro.setPack({ packId, isEnabled: false })
  }
  const rule = proRule.parse({ ...limit, id: 'runs', warning: 'isRunning > 0.0', cooldownMin: 5 })
  await admin.pro.createRule({ rule: { ...rule, remedy: [] } })
  const { world } = lab.core.simulation
  const [root] = [...world.all('hostgroup')]
  const levels = { monitoring: 'all', automation: 'none' } as const
  await admin.pro.setSettings({ id: root!.id, levels })
  const vm = [...world.all('vm')].find(one => one.state === 'running')!
  const tips = () => [...world.all('tip')].filter(tip => tip.sourceId === vm.id)
  const runsForMinutes = async (minutes: number) => {
    await admin.vm.resume({ vmIds: [vm.id] })
    lab.run(minutes * 60)
    await admin.vm.pause({ vmIds: [vm.id] })
  }
  await admin.vm.pause({ vmIds: [vm.id] })
  lab.run(30)
  await runsForMinutes(2)
  lab.run(180)
  expect(tips().map(tip => tip.status)).toEqual(['closed'])
  lab.run(60)
  await runsForMinutes(2)
  lab.run(240)
  expect(tips()).toHaveLength(1)
})

describe('pro: what is done about a tip', () => {
  test('pro: implement: its commands run as jobs with its id, and it is resolved', async () => {
    const { lab, admin } = await watching()
    lab.run(181)
    const [tip] = await tipsOf(admin)
    await admin.pro.implement({ tipIds: [tip!.id] })
    lab.run(2)
    const details = await admin.pro.get({ tipId: tip!.id })
    expect(details.status).toBe('resolved')
    expect(details.transitions.map(one => one.status)).toEqual([
      ...['active', 'initialized', 'running', 'resolved'],
    ])
    const job = await admin.job.get({ jobId: details.jobId! })
    expect(job.tipId).toBe(tip!.id)
    expect(lab.core.simulation.world.find('vm', tip!.sourceId)?.iopsLimit).toBe(50)
  })

  test('pro: automation covers it: PRO does it by itself and says so in the audit', async () => {
    const { lab, admin } = await watching('all')
    lab.run(185)
    const tips = await tipsOf(admin)
    expect(tips.length).toBeGreaterThan(0)
    expect(tips.every(tip => tip.mode === 'automatic')).toBe(true)
    const audit = [...lab.core.simulation.world.all('audit')].find(one => one.userName === 'PRO')
    expect(tips.map(tip => tip.lastError ?? tip.status)[0]).toBe('resolved')
    expect(audit?.because).toContain('Asks the disks')
    expect(audit).not.toHaveProperty('wallMs')
  })

  test('pro: dismissed: it stays silent until the object is well, then it is closed', async () => {
    const { lab, admin } = await watching()
    lab.run(181)
    const [tip] = await tipsOf(admin)
    await admin.pro.dismiss({ tipIds: [tip!.id] })
    lab.run(300)
    const again = (await tipsOf(admin)).filter(one => one.sourceId === tip!.sourceId)
    expect(again.map(one => one.status)).toEqual(['dismissed'])
    await admin.vm.turnOff({ vmIds: [tip!.sourceId as never] })
    lab.run(300)
    expect((await admin.pro.get({ tipId: tip!.id })).status).toBe('closed')
  })

  test('pro: waived until a time: no tip before, one after', async () => {
    const { lab, admin } = await watching()
    lab.run(181)
    const [tip] = await tipsOf(admin)
    const untilMs = lab.core.nowMs + 600_000
    const { ruleId, sourceId } = tip!
    await admin.pro.waive({ ruleId, sourceId, reason: 'It is meant.', untilMs })
    lab.run(300)
    const why = await admin.pro.why({ ruleId, sourceId })
    expect(why.tipId).toBe(tip!.id)
    expect((await admin.pro.get({ tipId: tip!.id })).waiver?.reason).toBe('It is meant.')
  })
})

describe('pro: the state', () => {
  test('pro: a fork in the middle of the samples: both come to the same state', async () => {
    const { lab } = await watching('all')
    lab.run(130)
    const { simulation } = lab.core
    const fork = forkOf(simulation)
    for (const one of [simulation, fork]) one.advanceTo(one.world.nowMs + 600_000)
    expect(stateHash(fork)).toBe(stateHash(simulation))
  })

  test('pro: a core that was killed: its tips are those of one that went on', async () => {
    const { lab } = await watching('all')
    lab.run(400)
    const again = lab.afterKill()
    again.core.advanceTo(lab.core.nowMs)
    expect(stateHash(again.core.simulation)).toBe(stateHash(lab.core.simulation))
  })
})
