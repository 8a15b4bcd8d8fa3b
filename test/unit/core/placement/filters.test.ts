import { describe, expect, it } from 'vitest'
import type { HostFigures, PlacementRequest } from '../../../../core/placement/index.ts'
import { ReserveState } from '../../../../core/cluster/reserve/index.ts'
import { rateHost } from '../../../../core/placement/index.ts'
import { balancing, hv04, request } from './figures.ts'

function reasons(host: Partial<HostFigures>, wish: Partial<PlacementRequest> = {}) {
  return rateHost({ ...request, ...wish }, { ...hv04, ...host }, balancing).reasons
}

function volume(freeGib: number, kind: 'csv' | 'local' = 'csv', number = 1) {
  return { id: `volume-${number}`, name: `V${number}`, kind, freeGib } as const
}

describe('filters', () => {
  it('filters: a volume with exactly the room: fits; a tenth less does not, with value and limit', () => {
    // the disk reserve of 100 MB is 0.098 GB
    expect(reasons({ volumes: [volume(40.1)] })).toEqual([])
    const [reason] = reasons({ volumes: [volume(22)] })
    expect(reason).toEqual({
      code: 'volume',
      severity: 'zero',
      text: 'Needs 40 GB on one volume, and the most free above the reserve is 21.9 GB (V1).',
      next: 'Free 18.1 GB there, or add a volume.',
      overridable: false,
    })
  })

  it('filters: two half-empty volumes: together is not enough', () => {
    expect(reasons({ volumes: [volume(30), volume(30, 'csv', 2)] })[0]?.code).toBe('volume')
  })

  it('filters: a highly available VM in a cluster: only shared volumes count', () => {
    const local = { volumes: [volume(500, 'local')] }
    expect(reasons(local)[0]?.text).toBe(
      'Needs 40 GB on one volume, and hv-04 reaches no shared volume.',
    )
    expect(reasons(local, { highlyAvailable: false }).map(one => one.code)).toEqual([
      'not-highly-available',
    ])
  })

  it('filters: most free volume: taken, the lower id of two alike', () => {
    const volumes = [volume(90, 'csv', 3), volume(200, 'csv', 9), volume(200, 'csv', 10)]
    const rating = rateHost(request, { ...hv04, volumes: volumes.reverse() }, balancing)
    expect([rating.volumeId, rating.volumeFreeGib]).toEqual(['volume-9', 200])
  })

  it('filters: memory: exactly enough fits, one MB less does not', () => {
    // 32,768 - 256 - 2,088 = 30,424
    expect(reasons({ memoryUsedMib: 30424 })).toEqual([])
    const [reason] = reasons({ memoryUsedMib: 30425 })
    expect(reason).toMatchObject({ code: 'memory', severity: 'zero', overridable: false })
    expect(reason?.text).toBe(
      'Needs 2,088 MB with its overhead, and 2,087 MB are free above the 256 MB of the host reserve.',
    )
    expect(reason?.next).toBe('Free 1 MB there: stop, save or move VMs.')
  })

  it('filters: memory: names the parent partition where it is the larger', () => {
    const [reason] = reasons({ memoryUsedMib: 32000, parentMib: 512 })
    expect(reason?.text).toContain('the 512 MB of the parent partition')
  })

  it('filters: out of placement: no star', () => {
    expect(reasons({ availableForPlacement: false })[0]).toMatchObject({
      code: 'not-available',
      severity: 'zero',
      text: 'hv-04 is taken out of placement.',
    })
  })

  it('filters: a missing network: no star, and which', () => {
    const [reason] = reasons({}, { networks: ['Accounting', 'Lab', 'Lab', 'Test'] })
    expect(reason).toMatchObject({ code: 'networks', text: 'hv-04 has no network Lab and Test.' })
  })

  it('filters: highly available outside a cluster: no star, but may be overridden', () => {
    const alone = { clusterId: undefined, clusterName: undefined }
    expect(reasons(alone)[0]).toMatchObject({
      code: 'not-clustered',
      severity: 'zero',
      overridable: true,
    })
    expect(reasons(alone, { highlyAvailable: false })).toEqual([])
  })

  it('filters: not highly available in a cluster: a warning that takes no star', () => {
    const rating = rateHost({ ...request, highlyAvailable: false }, hv04, balancing)
    expect(rating.stars).toBe(2)
    expect(rating.reasons).toMatchObject([{ code: 'not-highly-available', severity: 'warning' }])
  })

  it('filters: the same name on the host: no star; on another host: no matter', () => {
    const here = { name: 'acct-017', nameTakenOn: new Set(['host-4'] as const) }
    expect(reasons({}, here)[0]).toMatchObject({
      code: 'same-name',
      text: 'hv-04 already holds a VM named acct-017.',
    })
    expect(reasons({}, { ...here, nameTakenOn: new Set(['host-5'] as const) })).toEqual([])
  })

  it('filters: more virtual than logical processors: no star', () => {
    expect(reasons({ logicalProcessors: 2 }, { cpuCount: 4 })[0]).toMatchObject({
      code: 'processors',
      severity: 'zero',
    })
    expect(reasons({ logicalProcessors: 4 }, { cpuCount: 4 })).toEqual([])
  })

  it('filters: limits of the host version: blocked, not overridable', () => {
    expect(reasons({}, { cpuCount: 5 })[0]).toMatchObject({
      code: 'limit-processors',
      severity: 'blocked',
      overridable: false,
      text: '5 virtual processors are more than a VM on Windows Server 2008 R2 can have (4).',
    })
    const large = reasons({}, { memoryMib: 65537 })
    expect(large.map(one => one.code)).toEqual(['limit-memory', 'memory'])
    expect(reasons({ version: '2012-r2' }, { cpuCount: 5 })).toEqual([])
  })

  it('filters: running VMs: 384 on 2008 R2 are the most, and 1,024 on 2012 R2', () => {
    expect(reasons({ runningVms: 383 })).toEqual([])
    expect(reasons({ runningVms: 384 })[0]).toMatchObject({
      code: 'limit-running',
      severity: 'blocked',
      text: 'hv-04 runs 384 VMs, and Windows Server 2008 R2 allows 384.',
    })
    expect(reasons({ runningVms: 1023, version: '2012-r2' })).toEqual([])
    expect(reasons({ runningVms: 1024, version: '2012-r2' })).toHaveLength(1)
  })

  it('filters: several reasons: all are told, the worst first, warnings last', () => {
    const found = reasons(
      { availableForPlacement: false, runningVms: 400, volumes: [] },
      { highlyAvailable: false, networks: ['Lab'] },
    )
    expect(found.map(one => [one.code, one.severity])).toEqual([
      ['limit-running', 'blocked'],
      ['not-available', 'zero'],
      ['volume', 'zero'],
      ['networks', 'zero'],
      ['not-highly-available', 'warning'],
    ])
  })

  it('filters: a cluster that would be over-committed with the VM: no star, with what lacks where', () => {
    const node = (id: 'host-4' | 'host-5') => ({
      ...{ hostId: id, name: id, usableMib: 10240, othersMib: 0, sizesMib: [4096, 2048] },
    })
    const goal = { reserveNodes: 1, method: '2012-r2' } as const
    const state = new ReserveState([node('host-4'), node('host-5')])
    const reserve = { state, goal, isOver: false, holdsVm: false }
    const wish = { highlyAvailable: true, memoryMib: 2048 }
    const [found] = reasons({ clusterReserve: reserve, reservePlace: 0 }, wish)
    expect(found).toMatchObject({ code: 'cluster-reserve', severity: 'zero', overridable: true })
    expect(found?.text).toBe(
      'poc-cluster would be over-committed with the VM: if a node failed, the VMs of host-4 would lack 4.1 GB elsewhere.',
    )
    const small = reasons({ clusterReserve: { ...reserve, state: lone() }, reservePlace: 0 }, wish)
    expect(small).toEqual([])
  })

  it('filters: a cluster that is over-committed: a VM of its own may move and is warned', () => {
    const goal = { reserveNodes: 2, method: '2012-r2' } as const
    const reserve = { state: lone(), goal, isOver: true, holdsVm: true }
    const [found] = reasons({ clusterReserve: reserve, reservePlace: 0 }, { highlyAvailable: true })
    expect([found?.code, found?.severity]).toEqual(['cluster-reserve', 'warning'])
    const [foreign] = reasons(
      { clusterReserve: { ...reserve, holdsVm: false }, reservePlace: 0 },
      { highlyAvailable: true },
    )
    expect([foreign?.severity, foreign?.overridable]).toEqual(['zero', true])
  })
})

/** Two nodes without VMs. */
function lone(): ReserveState {
  const node = { usableMib: 10240, othersMib: 0, sizesMib: [] }
  return new ReserveState([
    { ...node, hostId: 'host-4', name: 'host-4' },
    { ...node, hostId: 'host-5', name: 'host-5' },
  ])
}
