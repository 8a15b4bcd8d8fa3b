import { expect, test } from 'vitest'
import { shippedPacks } from '../../../../core/pro/packs/index.ts'
import type { ProPack } from '../../../../shared/domain/index.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

/** A pack of one rule, as a file holds it. */
function minePack(changes: Partial<ProPack> = {}): ProPack {
  const [first] = shippedPacks[1]!.rules
  const base = { id: 'mine', title: 'Mine', description: 'Ours.', version: 2, rules: [first!] }
  return { schema: 'hostward-pack-1', ...base, ...changes }
}

test('packs: export and import: what comes out of one fabric goes into another unchanged', async () => {
  const { admin } = await Lab.with('poc-lab')
  const { admin: other } = await Lab.with('poc-lab')
  await admin.pro.importPack({ pack: minePack() })
  const { text, name } = await admin.pro.exportPack({ packId: 'mine' })
  expect(name).toBe('mine-2.pack.json')
  await other.pro.importPack({ pack: JSON.parse(text) as ProPack })
  expect((await other.pro.exportPack({ packId: 'mine' })).text).toBe(text)
  for (const { id } of shippedPacks) {
    const shipped = await admin.pro.exportPack({ packId: id })
    expect(JSON.parse(shipped.text)).toEqual(shippedPacks.find(pack => pack.id === id))
  }
})

test('packs: the tests of every shipped pack pass on the screen too', async () => {
  const { admin } = await Lab.with('poc-lab')
  for (const { id } of shippedPacks) {
    const results = await admin.pro.testPack({ packId: id })
    expect(results.filter(one => !one.passed)).toEqual([])
    expect(results.length).toBeGreaterThan(5)
  }
})

test('packs: an older version, and the same one, is refused with the one that is here', async () => {
  const { admin } = await Lab.with('poc-lab')
  await admin.pro.importPack({ pack: minePack() })
  for (const version of [1, 2]) {
    const refusal = await refusalOf(admin.pro.importPack({ pack: minePack({ version }) }))
    expect(refusal.code).toBe('pro.pack-older')
    expect(refusal.data).toMatchObject({ version, present: 2 })
  }
  await admin.pro.importPack({ pack: minePack({ version: 3 }) })
  const packs = await admin.pro.packs({})
  expect(packs.find(pack => pack.id === 'mine')).toMatchObject({ version: 3, origin: 'imported' })
})

test('packs: a signal that is not there is refused by its name and place', async () => {
  const { admin } = await Lab.with('poc-lab')
  const rule = { ...minePack().rules[0]!, warning: 'latency > 1.0' }
  const refusal = await refusalOf(admin.pro.importPack({ pack: minePack({ rules: [rule] }) }))
  expect(refusal.code).toBe('pro.pack-invalid')
  expect(refusal.text).toContain('rules.0.warning: latency is no signal of a volume')
  expect(refusal.text).toContain('is it latencyMs?')
})

test('packs: one whose own tests fail is refused with the test', async () => {
  const { admin } = await Lab.with('poc-lab')
  const tests = [{ name: 'slow', samples: { latencyMs: [1] }, expect: 'critical' as const }]
  const rule = { ...minePack().rules[0]!, tests }
  const refusal = await refusalOf(admin.pro.importPack({ pack: minePack({ rules: [rule] }) }))
  expect(refusal.code).toBe('pro.pack-tests-fail')
  expect(refusal.text).toContain('latency, slow: none')
})

test('packs: a shipped pack that another version replaced comes back as it was', async () => {
  const { admin } = await Lab.with('poc-lab')
  const [shipped] = shippedPacks
  const rules = shipped!.rules.slice(0, 2)
  await admin.pro.importPack({ pack: { ...shipped!, version: 2, rules } })
  expect((await admin.pro.rules({ packId: shipped!.id })).length).toBe(2)
  await admin.pro.removePack({ packId: shipped!.id })
  expect((await admin.pro.rules({ packId: shipped!.id })).length).toBe(shipped!.rules.length)
})
