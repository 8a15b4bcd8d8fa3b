import { describe, expect, test } from 'vitest'
import { refusalOf } from '../../../kit/lab.ts'
import { proLab, runs } from './pro-lab.ts'

const turnOff = { operation: 'vm.turnOff', input: { vmIds: ['$id'] } }
const limit = { operation: 'storage.setVmLimit', input: { vmIds: ['$id'], iopsLimit: 50 } }
const resume = { operation: 'vm.resume', input: { vmIds: ['$id'] } }

describe('pro: the ways of a tip', () => {
  test('tip: its object gets well by itself: active, closed', async () => {
    const { admin, vmId, minutes, tip, way } = await proLab([runs('asks')])
    minutes(2)
    await admin.vm.turnOff({ vmIds: [vmId] })
    minutes(3)
    expect(way(tip('asks').id)).toEqual(['active', 'closed'])
    expect(tip('asks').transitions.at(-1)!.detail).toBe('The object is well.')
  })

  test('tip: its remedy helps: initialized, running, resolved, closed', async () => {
    const { admin, minutes, tip, way } = await proLab([runs('asks', { remedy: [turnOff] })])
    minutes(2)
    await admin.pro.implement({ tipIds: [tip('asks').id] })
    minutes(3)
    const ways = ['active', 'initialized', 'running', 'resolved', 'closed']
    expect(way(tip('asks').id)).toEqual(ways)
    expect(tip('asks').transitions.at(-1)!.detail).toBe('The object is well.')
  })

  test('tip: its remedy does not help: it closes after ten minutes and comes again', async () => {
    const { admin, minutes, tip, vmId, tipsOn } = await proLab([runs('asks', { remedy: [limit] })])
    minutes(2)
    await admin.pro.implement({ tipIds: [tip('asks').id] })
    minutes(9)
    expect(tipsOn(vmId, 'asks').map(one => one.status)).toEqual(['resolved'])
    minutes(3)
    expect(tipsOn(vmId, 'asks').map(one => one.status)).toEqual(['closed', 'active'])
    const last = tipsOn(vmId, 'asks')[0]!.transitions.at(-1)!
    expect(last.detail).toBe('The condition still holds 10 minutes after the remedy.')
  })

  test('tip: a command of it is refused: failed with the reason, and implemented again', async () => {
    const rule = runs('asks', { remedy: [limit, resume], samples: { need: 1, of: 10 } })
    const { admin, vmId, minutes, tip, way } = await proLab([rule])
    minutes(2)
    await admin.pro.implement({ tipIds: [tip('asks').id] })
    minutes(1)
    const failed = tip('asks')
    expect(way(failed.id)).toEqual(['active', 'initialized', 'running', 'failed'])
    expect(failed.lastError).toMatch(/running/i)
    await admin.vm.pause({ vmIds: [vmId] })
    minutes(1)
    await admin.pro.implement({ tipIds: [failed.id] })
    minutes(1)
    expect(way(failed.id).slice(4)).toEqual(['initialized', 'running', 'resolved'])
    expect(tip('asks').lastError).toBeUndefined()
  })

  test('tip: it failed, and a person lets it be: dismissed, and closed once it is well', async () => {
    const { admin, vmId, minutes, tip, way } = await proLab([
      runs('asks', { remedy: [limit, resume] }),
    ])
    minutes(2)
    await admin.pro.implement({ tipIds: [tip('asks').id] })
    minutes(1)
    await admin.pro.dismiss({ tipIds: [tip('asks').id] })
    await admin.vm.turnOff({ vmIds: [vmId] })
    minutes(3)
    expect(way(tip('asks').id).slice(3)).toEqual(['failed', 'dismissed', 'closed'])
  })

  test('tip: automatic, and what its remedy names is not there: auto, failed', async () => {
    const input = { vmId: '$id', checkpointId: '$oldestCheckpoint' }
    const remedy = [{ operation: 'vm.checkpointDelete', input }]
    const { minutes, tip, way, vmId, tipsOn } = await proLab([runs('asks', { remedy })], {
      automation: 'all',
    })
    minutes(4)
    expect(way(tip('asks').id)).toEqual(['active', 'auto', 'failed'])
    expect(tip('asks').lastError).toBe('There is no oldest checkpoint now, which the remedy needs.')
    // It is for people from then on.
    expect(tipsOn(vmId, 'asks')).toHaveLength(1)
  })

  test('tip: its rule goes before it runs: initialized, failed, closed', async () => {
    const { admin, minutes, tip, way } = await proLab([runs('asks', { remedy: [limit] })])
    minutes(2)
    await admin.pro.implement({ tipIds: [tip('asks').id] })
    await admin.pro.deleteRule({ ruleId: 'own-rules/asks' })
    minutes(3)
    expect(way(tip('asks').id).slice(1)).toEqual(['initialized', 'failed', 'closed'])
    expect(tip('asks').transitions.at(-1)!.detail).toBe('Its rule is off.')
  })

  test.each(['resolved', 'dismissed'] as const)(
    'tip: it is %s: to implement or dismiss it is refused',
    async status => {
      const { admin, minutes, tip } = await proLab([runs('asks', { remedy: [limit] })])
      minutes(2)
      const tipIds = [tip('asks').id]
      await (status === 'resolved'
        ? admin.pro.implement({ tipIds })
        : admin.pro.dismiss({ tipIds }))
      minutes(1)
      for (const call of [admin.pro.implement({ tipIds }), admin.pro.dismiss({ tipIds })]) {
        const refusal = await refusalOf(call)
        expect(refusal.code).toBe('pro.not-open')
        expect(refusal.data).toMatchObject({ status })
      }
    },
  )
})
