import { mount, type VueWrapper } from '@vue/test-utils'
import type { Component } from 'vue'
import { createVuetify } from 'vuetify'
import { vi } from 'vitest'
import { createTranslations } from '../../../../renderer/plugins/index.ts'

/** Mounts a part with the real texts and a real Vuetify, in the document so that focus works. */
export function mountUi(
  component: Component,
  props: Record<string, unknown> = {},
  slots: Record<string, string> = {},
): VueWrapper {
  // Vuetify places its layers by it, and happy-dom has none.
  if (!('visualViewport' in globalThis)) vi.stubGlobal('visualViewport', new EventTarget())
  return mount(component, {
    props,
    slots,
    attachTo: document.body,
    global: { plugins: [createTranslations(), createVuetify()] },
  })
}
