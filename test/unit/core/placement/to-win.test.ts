import { describe, expect, it } from 'vitest'
import { rateHosts } from '../../../../core/placement/index.ts'
import { balancing, hv01, hv04, hv06, packing, request } from './figures.ts'

function best(...input: Parameters<typeof rateHosts>) {
  return rateHosts(...input).ratings
}

describe('to win', () => {
  it('to win: hv-04 of the visual target: what leads, and the changes that would be enough', () => {
    const [leader, second] = best(request, [hv01, hv04, hv06], { ...balancing, explain: 3 })
    expect(leader).toMatchObject({ hostName: 'hv-06', stars: 3.5, toWin: [] })
    expect(second?.hostName).toBe('hv-04')
    // hv-01: 2.06 + 1.52 + 1.01 + 1.83 = 6.42 points, times 5 / 17 = 1.89
    expect(second?.toWin.slice(0, 3)).toEqual([
      'hv-06 leads by 4.05 points: memory 2.62, CPU 1.11, disk 0.25, network 0.07.',
      'Move 20 average VMs off hv-04: hv-04 3.45, hv-06 3.40.',
      'Take hv-06 out of placement: hv-04 is first with 2.21, hv-01 1.89.',
    ])
  })

  it('to win: one resource alone: enough from a usage on, or the most that it can give', () => {
    const [, second] = best(request, [hv04, hv06], { ...balancing, explain: 2 })
    // memory must gain 4.05 points: (1 - 23,900 / 32,512 + 4.05 / 8) leaves 7,441 MB, less 2,088
    expect(second?.toWin[4]).toMatch(
      /^Memory alone: enough below 5,3\d\d(\.\d)? MB in use, now 21,812 MB\.$/,
    )
    // CPU gives at most 39 / 90 x 5 = 2.17
    expect(second?.toWin[5]).toBe(
      'CPU, disk or network alone: not enough, at most 2.17 of 4.05 points.',
    )
  })

  it('to win: the other goal: says who would win with what', () => {
    const ratings = best(request, [hv01, hv04, hv06], { ...balancing, explain: 3 })
    expect(ratings[1]?.toWin[3]).toBe(
      'Goal Resource maximization: not enough, hv-01 would win with 3.11.',
    )
    expect(ratings[2]?.toWin[3]).toBe(
      'Goal Resource maximization: enough, hv-01 would win with 3.11.',
    )
  })

  it('to win: packing: moving VMs away does not help, and says so', () => {
    const [, second] = best(request, [hv04, hv06], { ...packing, explain: 2 })
    expect(second?.toWin[1]).toBe(
      'Moving VMs off hv-06 lowers its score: this goal favours full hosts.',
    )
  })

  it('to win: an empty host behind a better one: not enough, without dividing by no VMs', () => {
    const small = { ...hv04, hostId: 'host-8', hostName: 'hv-08', memoryMib: 4096 } as const
    const empty = { ...small, cpuPercent: 0, memoryUsedMib: 0, iops: 900, runningVms: 0 }
    const [, second] = best(request, [empty, hv06], { ...balancing, explain: 2 })
    expect(second?.toWin[1]).toBe('Moving all 0 VMs off hv-08 is not enough.')
  })

  it('to win: a host without a star: what lets it qualify, and what it would have then', () => {
    const off = { ...hv04, availableForPlacement: false, networks: [] }
    const [, last] = best(request, [off, hv06], { ...balancing, explain: 2 })
    expect(last?.toWin).toEqual([
      'Make hv-04 available for placement.',
      'Add Accounting to a virtual switch of hv-04, or choose another network.',
      'Then hv-04 would score 2.21, and hv-06 scores 3.40.',
    ])
  })

  it('to win: only as many hosts as asked are explained', () => {
    const ratings = best(request, [hv01, hv04, hv06], { ...balancing, explain: 2 })
    expect(ratings.map(rating => rating.toWin.length > 0)).toEqual([false, true, false])
  })
})
