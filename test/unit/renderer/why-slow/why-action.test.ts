// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { computed, defineComponent, h, ref, shallowRef } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Runnable } from '../../../../renderer/frame/palette-actions.ts'
import { usePaletteCommands } from '../../../../renderer/frame/use-palette-commands.ts'
import { useWhyAction } from '../../../../renderer/modules/why-slow/index.ts'
import { createTranslations } from '../../../../renderer/plugins/i18n.ts'
import type { Session } from '../../../../renderer/session/session.ts'
import { provideSession } from '../../../../renderer/session/use-session.ts'

const name = ref<string>()
let runs = 0

beforeEach(() => {
  runs = 0
  name.value = undefined
  provideSession({ can: () => true } as unknown as Session)
})
afterEach(() => provideSession(undefined))

/** The line of the palette, on a page that shows objects or on another one. */
function line(isPageOfObjects: boolean) {
  const found = shallowRef<Runnable>()
  const page = defineComponent(() => {
    if (isPageOfObjects) useWhyAction({ run: () => runs++, name: () => name.value })
    const commands = usePaletteCommands()
    const one = computed(() => commands.value.find(({ key }) => key === 'do:performance.why'))
    return () => {
      found.value = one.value
      return h('div')
    }
  })
  const routes = [{ path: '/:any(.*)*', component: page }]
  const router = createRouter({ history: createMemoryHistory(), routes })
  const shown = mount(page, { global: { plugins: [createTranslations(), router] } })
  shown.unmount()
  return found.value
}

test('why slow: one object is chosen: the palette names it and leads to the answer', () => {
  name.value = 'Volume1'
  const found = line(true)
  expect(found).toMatchObject({ label: 'Why is this slow', detail: 'Volume1' })
  expect(found?.blockedBecause).toBeUndefined()
  found?.run()
  expect(runs).toBe(1)
})

test('why slow: none or several are chosen: the palette says what to choose', () => {
  expect(line(true)?.blockedBecause).toBe('Choose one VM, host or volume first')
})

test('why slow: a page without objects: the palette has it, and not for use', () => {
  expect(line(false)?.blockedBecause).toBe('Choose what it should act on first')
})
