import { describe, expect, it } from 'vitest'
import type { ActionState } from '../../../../shared/contract/index.ts'
import {
  actionLines,
  fitsOneCommand,
  questionFor,
} from '../../../../renderer/modules/vms/vm-actions.ts'

const busy = { code: 'vm.busy', data: { name: 'desk-009', job: 'Start' }, text: '', next: '' }

function state(operation: string, possible: number, selected = 3): ActionState {
  return { operation, possible, selected, ...(possible < selected ? { blockedBecause: busy } : {}) }
}

const keys = (states: ActionState[], isRecycleBin = false) =>
  actionLines(states, isRecycleBin).map(group => [
    group.key,
    ...group.lines.map(line => line.operation),
  ])

describe('action lines', () => {
  it('actions: no right on any of them: no line, and no empty group', () => {
    expect(keys([state('vm.start', 3), state('vm.delete', 0)])).toEqual([
      ['power', 'vm.start'],
      ['end', 'vm.delete'],
    ])
  })

  it('actions: possible on some: partial, with the reason of the rest', () => {
    const [group] = actionLines([state('vm.shutDown', 2)], false)
    expect(group?.lines[0]).toMatchObject({
      isBlocked: false,
      isPartial: true,
      possible: 2,
      selected: 3,
      because: busy,
    })
  })

  it('actions: possible on none: blocked with its reason; on all: free without one', () => {
    const [group] = actionLines([state('vm.start', 0), state('vm.pause', 3)], false)
    expect(group?.lines.map(line => [line.isBlocked, line.because?.code])).toEqual([
      [true, 'vm.busy'],
      [false, undefined],
    ])
  })

  it('actions: the recycle bin offers restore and purge alone, and only it does', () => {
    const all = [state('vm.start', 0), state('vm.restore', 3), state('vm.purge', 3)]
    expect(keys(all, true)).toEqual([['end', 'vm.restore', 'vm.purge']])
    expect(keys(all)).toEqual([['power', 'vm.start']])
  })

  it('actions: an operation that the pane does not know: no line', () => {
    expect(keys([state('vm.teleport', 3)])).toEqual([])
  })

  it('questions: destructive always and in red, disruptive unless it harms one VM not at all', () => {
    expect(questionFor('vm.turnOff', 'destructive', 1)).toBe('danger')
    expect(questionFor('vm.shutDown', 'disruptive', 1)).toBe('plain')
    expect(questionFor('vm.pause', 'disruptive', 1)).toBeUndefined()
    expect(questionFor('vm.pause', 'disruptive', 2)).toBe('plain')
    expect(questionFor('vm.start', undefined, 500)).toBeUndefined()
  })

  it('actions: more than one command takes: it does not fit', () => {
    expect([fitsOneCommand(10_000), fitsOneCommand(10_001)]).toEqual([true, false])
  })
})
