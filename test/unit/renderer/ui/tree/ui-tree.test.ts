// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import { UiTree, type TreeNode } from '../../../../../renderer/ui/index.ts'
import { mountUi } from '../mount-ui.ts'

const nodes: TreeNode[] = [
  {
    id: 'all',
    label: 'All Hosts',
    count: 1274,
    children: [
      { id: 'sac', label: 'Sacramento', children: [{ id: 'h1', label: 'hv-01' }] },
      { id: 'lab', label: 'Lab' },
    ],
  },
]

let wrapper: VueWrapper | undefined
afterEach(() => wrapper?.unmount())

function tree(props: Record<string, unknown> = {}): VueWrapper {
  wrapper = mountUi(UiTree, { label: 'Groups', nodes, ...props })
  return wrapper
}

function texts(): string[] {
  return wrapper!.findAll('[role=treeitem]').map(item => item.text())
}

test('tree: a choice from outside: opens the way to its line', async () => {
  tree({ selected: 'h1' })
  await wrapper?.vm.$nextTick()
  expect(texts()).toEqual(['All Hosts1,274', 'Sacramento', 'hv-01', 'Lab'])
  expect(wrapper?.find('[aria-selected=true]').text()).toBe('hv-01')
})

test('tree: keys: open, go down and choose', async () => {
  const shown = tree()
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', ' ']) {
    await shown.trigger('keydown', { key })
  }
  expect(texts()).toEqual(['All Hosts1,274', 'Sacramento', 'Lab'])
  expect(shown.emitted('update:selected')?.at(-1)).toEqual(['lab'])
})

test('tree: a line: says its level and whether it is open', async () => {
  const shown = tree({ expanded: new Set(['all']) })
  const [top, sac, lab] = shown.findAll('[role=treeitem]')
  expect(top?.attributes()).toMatchObject({ 'aria-level': '1', 'aria-expanded': 'true' })
  expect(sac?.attributes()).toMatchObject({ 'aria-level': '2', 'aria-expanded': 'false' })
  expect(lab?.attributes('aria-expanded')).toBeUndefined()
})

test('tree: something dragged: drops only where it may', async () => {
  const shown = tree({
    expanded: new Set(['all']),
    canDrop: (node: TreeNode) => node.id === 'lab',
  })
  const [, sac, lab] = shown.findAll('[role=treeitem]')
  const over = (item: typeof sac) => {
    const event = new Event('dragover', { bubbles: true, cancelable: true })
    item?.element.dispatchEvent(event)
    return event.defaultPrevented
  }
  expect([over(sac), over(lab)]).toEqual([false, true])
  await lab?.trigger('drop')
  expect(shown.emitted<[{ node: TreeNode }]>('drop')?.[0]?.[0].node.id).toBe('lab')
})
