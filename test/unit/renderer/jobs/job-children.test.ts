import { describe, expect, test } from 'vitest'
import { childrenInOrder, meanShare } from '../../../../renderer/modules/jobs/job-children.ts'

describe('job children', () => {
  test('job children: of every status: those that failed come first, the good ones last', () => {
    const children = [
      { status: 'completed', id: 1 },
      { status: 'running', id: 2 },
      { status: 'failed', id: 3 },
      { status: 'waiting', id: 4 },
      { status: 'failed', id: 5 },
    ] as const
    expect(childrenInOrder(children).map(child => child.id)).toEqual([3, 5, 2, 4, 1])
  })

  test('job share: the mean of all; of none there is no share', () => {
    expect(meanShare([{ progressPercent: 20 }, { progressPercent: 60 }])).toBeCloseTo(0.4)
    expect(meanShare([])).toBeUndefined()
  })
})
