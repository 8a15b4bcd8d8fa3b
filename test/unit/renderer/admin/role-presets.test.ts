import { describe, expect, test } from 'vitest'
import { isWaiting } from '../../../../renderer/modules/admin/role-wizard/action-notes.ts'
import {
  toggleAction,
  withoutImplied,
} from '../../../../renderer/modules/admin/role-wizard/role-draft.ts'
import {
  distance,
  nearestPreset,
  presetActions,
  rolePresets,
} from '../../../../renderer/modules/admin/role-wizard/role-presets.ts'
import { selfServiceActions, withImplied } from '../../../../shared/rights/index.ts'

describe('role presets', () => {
  test.each(rolePresets)('role presets: %s: ticks nothing that it implies anyway', preset => {
    expect(withoutImplied(presetActions[preset])).toHaveLength(presetActions[preset].length)
  })

  test('role presets: all actions: grants every one of the list', () => {
    expect(withImplied(presetActions.allActions)).toEqual([...selfServiceActions])
  })

  test('role presets: operate only: creates nothing and deletes nothing', () => {
    const granted = withImplied(presetActions.operateOnly)
    expect(granted.filter(one => ['deploy', 'remove', 'store'].includes(one))).toEqual([])
  })

  test('role presets: two clicks away from one: it stays the nearest, and says two', () => {
    const chosen = toggleAction(toggleAction(presetActions.createAndOperate, 'remove'), 'receive')
    expect(nearestPreset(chosen)).toBe('createAndOperate')
    expect(distance(chosen, 'createAndOperate')).toBe(2)
  })

  test('role presets: an implied action falls with its bringer: both are counted', () => {
    const chosen = toggleAction(presetActions.operateOnly, 'checkpoint')
    expect(distance(chosen, 'operateOnly')).toBe(2)
  })

  test('role presets: actions without a command yet: are said to wait', () => {
    expect(selfServiceActions.filter(isWaiting)).toEqual([
      'createFromVhdOrTemplate',
      'author',
      'share',
      'receive',
    ])
  })
})
