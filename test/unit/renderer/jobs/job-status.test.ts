import { describe, expect, test } from 'vitest'
import { durationOf, isOpen, lookOfStatus } from '../../../../renderer/modules/jobs/job-status.ts'
import { jobStatuses } from '../../../../shared/contract/index.ts'

describe('job status', () => {
  test('job status: any two of them: differ in icon, so that colour is not needed', () => {
    const icons = jobStatuses.map(status => lookOfStatus(status).icon)
    expect(new Set(icons).size).toBe(jobStatuses.length)
  })

  test('job status: only waiting and running ones have something ahead', () => {
    expect(jobStatuses.filter(status => isOpen({ status }))).toEqual(['waiting', 'running'])
  })

  test('job duration: a running job counts up to now, an ended one to its end', () => {
    expect(durationOf({ startedMs: 1000 }, 5000)).toBe(4000)
    expect(durationOf({ startedMs: 1000, endedMs: 2500 }, 5000)).toBe(1500)
  })

  test('job duration: the clock on screen lags behind the job: never below zero', () => {
    expect(durationOf({ startedMs: 6000 }, 5000)).toBe(0)
  })
})
