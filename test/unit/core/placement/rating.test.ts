import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HostFigures } from '../../../../core/placement/index.ts'
import { rateHost, rateHosts, ratingNotes } from '../../../../core/placement/index.ts'
import { balancing, hv01, hv04, hv06, packing, request } from './figures.ts'

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

function best(...input: Parameters<typeof rateHosts>) {
  return rateHosts(...input).ratings
}

describe('rating', () => {
  it('rating: hv-04 of the visual target: 7.51 of 17, 2.21, 2.0 stars', () => {
    const rating = rateHost(request, hv04, balancing)
    const points = rating.terms.map(term => [term.resource, rounded(term.points)])
    expect(points).toEqual([
      ['cpu', 2.56],
      ['memory', 2.12],
      ['disk', 1.01],
      ['network', 1.83],
    ])
    expect([rounded(rating.points), rating.pointsMax]).toEqual([7.51, 17])
    expect([rounded(rating.score), rating.stars]).toEqual([2.21, 2])
    expect(rating.reasons).toEqual([])
  })

  it('rating: terms: say usage now, what the VM adds, capacity, reserve and formula', () => {
    const { terms } = rateHost(request, hv04, balancing)
    expect(terms[0]).toMatchObject({
      now: 39,
      adds: 5,
      capacity: 100,
      reserve: 10,
      unit: 'percent',
    })
    expect(terms[1]).toMatchObject({ now: 21812, adds: 2088, capacity: 32768, reserve: 256 })
    expect(terms.map(term => term.formula)).toEqual([
      '(1 - 44 / (100 - 10)) x 5',
      '(1 - 23,900 / (32,768 - 256)) x 8',
      '(1 - 494 / 1,000) x 2',
      '(1 - 7.8 / (100 - 10)) x 2',
    ])
  })

  it('rating: memory reserve: the larger of host reserve and parent partition', () => {
    const parent = rateHost(request, { ...hv04, parentMib: 1024 }, balancing)
    // 1 - 23,900 / 31,744 = 0.2471, times 8 = 1.977
    expect(parent.terms[1]).toMatchObject({ reserve: 1024 })
    expect(rounded(parent.terms[1]!.points)).toBe(1.98)
    expect(parent.memoryFreeAfterMib).toBe(32768 - 1024 - 23900)
    const reserve = rateHost(request, { ...hv04, memoryReserveMib: 2048 }, balancing)
    expect(reserve.terms[1]?.reserve).toBe(2048)
  })

  it('rating: resource maximization: earns what is used after placement', () => {
    const rating = rateHost(request, hv04, packing)
    // 17 - 7.51 = 9.49 points, times 5 / 17 = 2.79
    expect([rounded(rating.points), rounded(rating.score), rating.stars]).toEqual([9.49, 2.79, 3])
    expect(rating.terms[0]?.formula).toBe('44 / (100 - 10) x 5')
  })

  it('rating: resource maximization: a broken reserve gives no star and says which', () => {
    const rating = rateHost(request, { ...hv04, cpuPercent: 88, iops: 990 }, packing)
    expect(rating.stars).toBe(0)
    expect(rating.reasons[0]).toMatchObject({ code: 'reserve', severity: 'zero' })
    expect(rating.reasons[0]?.text).toBe(
      'With the VM hv-04 would break its reserve of CPU and disk.',
    )
    expect(rateHost(request, { ...hv04, cpuPercent: 88 }, balancing).reasons).toEqual([])
  })

  it('rating: an idle host: packing scores it almost nothing, but a star half says that it can', () => {
    const idle = { ...hv04, cpuPercent: 0, memoryUsedMib: 0, iops: 0, networkUsedMbps: 0 }
    // 0.14 + 0.51 + 0.05 + 0.02 = 0.72 points, times 5 / 17 = 0.21
    const rating = rateHost({ ...request, cpuCount: 1 }, idle, packing)
    expect(rounded(rating.score)).toBe(0.21)
    expect(rating.stars).toBe(0.5)
    expect(rateHost(request, idle, balancing).stars).toBe(4.5)
  })

  it('rating: an overloaded host: a term is never negative', () => {
    const rating = rateHost(request, { ...hv04, cpuPercent: 100, iops: 5000 }, balancing)
    expect(rating.terms[0]).toMatchObject({ share: 0, points: 0 })
    expect(rating.terms[2]?.formula).toBe('(1 - 5,024 / 1,000) x 2, at least 0')
    expect(rating.stars).toBeGreaterThan(0)
  })

  it('rating: a host without network or disk capacity: the term is nothing, not infinite', () => {
    const rating = rateHost(request, { ...hv04, networkMbps: 0, iopsMax: 0 }, balancing)
    expect(rating.terms.map(term => Number.isFinite(term.points))).toEqual([true, true, true, true])
    expect(rating.terms[2]?.points).toBe(0)
  })

  it('rating: weights of zero: no criterion, half a star for each host that can', () => {
    const none = { ...balancing, weights: { cpu: 0, memory: 0, disk: 0, network: 0 } }
    expect(rateHost(request, hv04, none)).toMatchObject({ score: 0, stars: 0.5, pointsMax: 0 })
  })

  it('rating: no hosts: no ratings', () => {
    const none = rateHosts(request, [], { ...balancing, explain: 10 })
    expect(none).toEqual({ ratings: [], rated: 0, suitable: 0 })
  })

  it('rating: hosts all alike: same stars, in the order of their ids', () => {
    const ids = [12, 3, 7, 20, 1] as const
    const alike = ids.map((number): HostFigures => ({ ...hv04, hostId: `host-${number}` }))
    const ratings = best(request, alike, balancing)
    expect(ratings.map(rating => rating.hostId)).toEqual([
      'host-1',
      'host-3',
      'host-7',
      'host-12',
      'host-20',
    ])
    expect(new Set(ratings.map(rating => rating.score)).size).toBe(1)
  })

  it('rating: order: suitable ones first, best first, then those without a star', () => {
    const full = { ...hv06, hostId: 'host-9', hostName: 'hv-09', availableForPlacement: false }
    const ratings = best(request, [full as HostFigures, hv04, hv01, hv06], balancing)
    expect(ratings.map(rating => rating.hostName)).toEqual(['hv-06', 'hv-04', 'hv-01', 'hv-09'])
    expect(ratings.map(rating => rating.stars)).toEqual([3.5, 2, 2, 0])
  })

  it('rating: a limit: only the best are written out, all are counted', () => {
    const off = { ...hv01, availableForPlacement: false }
    const found = rateHosts(request, [off, hv04, hv06], { ...balancing, limit: 1 })
    expect(found.ratings.map(rating => rating.hostName)).toEqual(['hv-06'])
    expect([found.rated, found.suitable]).toEqual([3, 2])
  })

  it('rating: notes: say what is assumed, and for packing that its formula is not published', () => {
    expect(ratingNotes(balancing).join(' ')).toContain('not published')
    expect(ratingNotes(packing).join(' ')).toContain('Resource maximization')
  })

  const percent = fc.double({ min: 0, max: 150, noNaN: true })
  const host = fc
    .record({
      cpuPercent: percent,
      memoryUsedMib: fc.integer({ min: 0, max: 40000 }),
      iops: fc.double({ min: 0, max: 3000, noNaN: true }),
      networkUsedMbps: fc.double({ min: 0, max: 2000, noNaN: true }),
      cpuReservePercent: fc.integer({ min: 0, max: 100 }),
      memoryReserveMib: fc.integer({ min: 0, max: 33000 }),
    })
    .map(part => ({ ...hv04, ...part }))

  it('rating: any host: 0 to 5 in half stars, and none exactly where a reason is given', () => {
    fc.assert(
      fc.property(host, fc.constantFrom(balancing, packing), (figures, options) => {
        const { stars, score, reasons } = rateHost(request, figures, options)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(5)
        expect(Number.isInteger(stars * 2) && stars >= 0 && stars <= 5).toBe(true)
        expect(stars === 0).toBe(reasons.some(reason => reason.severity !== 'warning'))
      }),
    )
  })

  it('rating: more load: never a better rating for balancing', () => {
    fc.assert(
      fc.property(host, percent, fc.nat(4000), fc.nat(500), (figures, cpu, memory, iops) => {
        const before = rateHost(request, figures, balancing)
        const loaded = {
          ...figures,
          cpuPercent: figures.cpuPercent + cpu,
          memoryUsedMib: figures.memoryUsedMib + memory,
          iops: figures.iops + iops,
        }
        const after = rateHost(request, loaded, balancing)
        expect(after.score).toBeLessThanOrEqual(before.score + 1e-9)
        expect(after.stars).toBeLessThanOrEqual(before.stars)
      }),
    )
  })
})
