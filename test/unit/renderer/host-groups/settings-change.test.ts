import { describe, expect, it } from 'vitest'
import { isSettingsChange } from '../../../../renderer/modules/host-groups/properties/group-tab.ts'

const root = { inherits: false, isRoot: true, isOwn: false, isSame: true }
const below = { inherits: true, isRoot: false, isOwn: false, isSame: true }

describe('settings of a host group', () => {
  it('root: opened and left as it was: nothing to save, whether or not settings were saved', () => {
    expect(isSettingsChange(root)).toBe(false)
    expect(isSettingsChange({ ...root, isOwn: true })).toBe(false)
  })

  it('root: a figure was changed: saved', () => {
    expect(isSettingsChange({ ...root, isSame: false })).toBe(true)
  })

  it('group below: follows, then has its own with the same figures: saved', () => {
    expect(isSettingsChange(below)).toBe(false)
    expect(isSettingsChange({ ...below, inherits: false })).toBe(true)
  })

  it('group below: its own, then follows again: saved', () => {
    expect(isSettingsChange({ ...below, isOwn: true })).toBe(true)
  })
})
