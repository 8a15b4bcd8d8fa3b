import { describe, expect, test } from 'vitest'
import type { ActionState } from '../../../../shared/contract/index.ts'
import { askingOf, portalActions } from '../../../../renderer/modules/portal/vm-actions.ts'

function state(operation: string, possible = 1): ActionState {
  return { operation, possible, selected: 1 }
}

const idle = { state: 'stopped' as const }

describe('portal actions of a VM', () => {
  test('what the core does not name: is not offered', () => {
    expect(portalActions([], idle)).toEqual({ quick: [], menu: [] })
  })

  test('operations of the console: are not offered in the portal', () => {
    expect(portalActions([state('vm.setOwner'), state('vm.purge')], idle).menu).toEqual([])
  })

  test('not possible now: in the menu alone', () => {
    const actions = portalActions([state('vm.start'), state('vm.shutDown', 0)], idle)
    expect(actions.quick).toEqual(['vm.start'])
    expect(actions.menu.map(one => one.operation)).toEqual(['vm.start', 'vm.shutDown'])
  })

  test('what loses data: never beside the name', () => {
    const actions = portalActions([state('vm.turnOff'), state('vm.delete')], idle)
    expect(actions.quick).toEqual([])
    expect(actions.menu).toHaveLength(2)
  })

  test('busy VM: nothing beside the name, since all would wait', () => {
    const actions = portalActions([state('vm.start')], { state: 'creating' })
    expect(actions.quick).toEqual([])
    expect(actions.menu).toHaveLength(1)
  })

  test('running VM: starting it again is no offer', () => {
    expect(portalActions([state('vm.start')], { state: 'running' }).menu).toEqual([])
  })

  test('recycle bin: only restoring', () => {
    const states = [state('vm.restore'), state('vm.start')]
    expect(portalActions(states, { ...idle, recycledMs: 1 }).quick).toEqual(['vm.restore'])
    expect(portalActions(states, idle).quick).toEqual(['vm.start'])
  })

  test('library: what is stored is deployed, and everything else is stored', () => {
    const states = [state('vm.store'), state('vm.deploy')]
    const named = (now: 'stopped' | 'stored') =>
      portalActions(states, { state: now }).menu.map(one => one.operation)
    expect(named('stopped')).toEqual(['vm.store'])
    expect(named('stored')).toEqual(['vm.deploy'])
  })

  test('asking first: in red where data is lost, plainly where somebody is interrupted', () => {
    expect(askingOf('vm.turnOff')).toBe('danger')
    expect(askingOf('vm.shutDown')).toBe('plain')
    expect(askingOf('vm.start')).toBe('none')
  })
})
