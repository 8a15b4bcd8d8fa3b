import { expect, test } from 'vitest'
import { scopeLines } from '../../../../../renderer/modules/library/model/scope-text.ts'

test('library scope preview: losses stand before gains', () => {
  const change = {
    gains: [{ role: 'Sacramento operators', members: 2 }],
    loses: [{ role: 'Lab operators', members: 3 }],
    hosts: 0,
    vms: 0,
  }
  expect(scopeLines(change).map(one => [one.direction, one.role, one.members])).toEqual([
    ['loses', 'Lab operators', 3],
    ['gains', 'Sacramento operators', 2],
  ])
})
