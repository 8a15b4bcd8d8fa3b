import { describe, expect, it } from 'vitest'
import { Lab } from '../../../kit/lab.ts'

const desktop = { cpuCount: 1, memoryMib: 512, diskGib: 0.1, highlyAvailable: true }

describe('how many more fit', () => {
  it('how many fit: the lab: as many as its cluster survives one failure with, then memory', async () => {
    const { admin } = await Lab.with('poc-lab')
    const found = await admin.placement.howManyFit(desktop)
    expect(found).toMatchObject({ count: 21, isCapped: false, hosts: 6, hiddenHosts: 0 })
    expect(found.binds).toMatchObject({ code: 'cluster-reserve', hosts: 6 })
    expect(found.parts).toEqual([{ name: 'poc-cluster', isCluster: true, count: 21 }])
    // 16 or 17 desktops of 544 MB on each of six blades
    expect(found.nextLimit).toMatchObject({
      count: 100,
      isCapped: false,
      limit: { code: 'memory' },
    })
    const none = await admin.placement.howManyFit({ ...desktop, reserveNodes: 0 })
    expect([none.count, none.binds?.code]).toEqual([100, 'memory'])
    const two = await admin.placement.howManyFit({ ...desktop, reserveNodes: 2 })
    expect(two.count).toBe(0)
  })

  it('how many fit: of a template in a cluster: a number, and what runs out first', async () => {
    const { lab, admin } = await Lab.with('poc-lab')
    const { world } = lab.core.simulation
    const template = [...world.all('template')][0]!
    const clusterId = [...world.all('cluster')][0]!.id
    const found = await admin.placement.howManyFit({ templateId: template.id, clusterId })
    expect(found.count).toBeGreaterThan(0)
    expect(found.binds?.text).not.toBe('')
  })
})
