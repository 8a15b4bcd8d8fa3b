import { expect, test } from 'vitest'
import { ref } from 'vue'
import {
  gestureOf,
  headState,
  type SelectedKeys,
} from '../../../../../renderer/ui/table/selection.ts'
import { useGridSelection } from '../../../../../renderer/ui/table/use-grid-selection.ts'

interface Setting {
  total?: number
  loaded?: number
  isMulti?: boolean
  keysInRange?: (from: number, to: number) => Promise<string[]>
}

function grid({ total = 10, loaded = 10, isMulti = true, keysInRange }: Setting = {}) {
  const selected = ref<SelectedKeys>(new Set())
  const selection = useGridSelection({
    selected,
    total: () => total,
    keyAt: index => (index < loaded ? `k${index}` : undefined),
    keysInRange,
    isMulti: () => isMulti,
  })
  return { selection, chosen: () => [...selected.value] }
}

test('selection: modifiers: say how the choice changes', () => {
  const held = { ctrlKey: false, metaKey: false, shiftKey: false }
  expect(gestureOf(held)).toBe('only')
  expect(gestureOf({ ...held, metaKey: true })).toBe('toggle')
  expect(gestureOf({ ...held, shiftKey: true })).toBe('extend')
  expect(gestureOf({ ...held, shiftKey: true, ctrlKey: true })).toBe('extendMore')
})

test('selection: click, then Ctrl: the second row joins and leaves again', async () => {
  const { selection, chosen } = grid()
  await selection.choose(2, 'only')
  await selection.choose(5, 'toggle')
  expect(chosen()).toEqual(['k2', 'k5'])
  await selection.choose(2, 'toggle')
  expect(chosen()).toEqual(['k5'])
})

test('selection: Shift: spans from the anchor both ways and forgets the span before', async () => {
  const { selection, chosen } = grid()
  await selection.choose(4, 'only')
  await selection.choose(6, 'extend')
  expect(chosen()).toEqual(['k4', 'k5', 'k6'])
  await selection.choose(3, 'extend')
  expect(chosen()).toEqual(['k3', 'k4'])
})

test('selection: Ctrl and Shift: the span joins what was chosen', async () => {
  const { selection, chosen } = grid()
  await selection.choose(0, 'only')
  await selection.choose(4, 'toggle')
  await selection.choose(5, 'extendMore')
  expect(chosen()).toEqual(['k0', 'k4', 'k5'])
})

test('selection: a span over rows that are not loaded: their keys are asked for', async () => {
  const asked: [number, number][] = []
  const { selection, chosen } = grid({
    loaded: 3,
    keysInRange: async (from, to) => {
      asked.push([from, to])
      return ['k1', 'k2', 'far']
    },
  })
  await selection.choose(1, 'only')
  await selection.choose(8, 'extend')
  expect(asked).toEqual([[1, 8]])
  expect(chosen()).toEqual(['k1', 'k2', 'far'])
})

test('selection: an answer overtaken by a click: does not come back over it', async () => {
  let answer: (keys: string[]) => void = () => undefined
  const { selection, chosen } = grid({
    loaded: 3,
    keysInRange: () => new Promise(resolve => (answer = resolve)),
  })
  await selection.choose(0, 'only')
  const late = selection.choose(9, 'extend')
  await selection.choose(2, 'only')
  answer(['k0', 'k9'])
  await late
  expect(chosen()).toEqual(['k2'])
})

test('selection: all and none: the box in the head follows', async () => {
  const { selection, chosen } = grid({ total: 3 })
  await selection.chooseAll()
  expect(chosen()).toEqual(['k0', 'k1', 'k2'])
  selection.clear()
  expect(chosen()).toEqual([])
  expect([headState(0, 3), headState(1, 3), headState(3, 3)]).toEqual(['off', 'some', 'on'])
})

test('selection: a list of one choice: Ctrl, Shift and all choose no second row', async () => {
  const { selection, chosen } = grid({ isMulti: false })
  await selection.choose(1, 'only')
  await selection.choose(2, 'toggle')
  await selection.choose(5, 'extend')
  await selection.chooseAll()
  expect(chosen()).toEqual(['k5'])
})
