import { expect, test } from 'vitest'
import { readyIn } from '../../../../renderer/modules/portal/ready-in.ts'

test('portal waiting time: rounded to a unit that nobody takes for exact', () => {
  expect(readyIn(3)).toEqual({ count: 10, unit: 'seconds' })
  expect(readyIn(41)).toEqual({ count: 50, unit: 'seconds' })
  expect(readyIn(58)).toEqual({ count: 1, unit: 'minutes' })
  expect(readyIn(250)).toEqual({ count: 4, unit: 'minutes' })
  expect(readyIn(7300)).toEqual({ count: 2, unit: 'hours' })
})
