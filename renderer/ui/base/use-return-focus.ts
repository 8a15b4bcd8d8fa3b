import { nextTick, onBeforeUnmount, watch, type Ref } from 'vue'

/**
 * Gives the focus back to where it was when a layer closes, or goes away while it is open. A focus
 * that has moved on to another element by then is left there.
 */
export function useReturnFocus(open: Readonly<Ref<boolean>>): void {
  let before: Element | null = null

  function remember(): void {
    before = document.activeElement
  }

  async function giveBack(): Promise<void> {
    const target = before
    before = null
    await nextTick()
    const now = document.activeElement
    const isLost = now === null || now === document.body || now.closest('.v-overlay') !== null
    if (isLost && target instanceof HTMLElement && target.isConnected) target.focus()
  }

  watch(open, isOpen => (isOpen ? remember() : void giveBack()), { immediate: true, flush: 'sync' })
  onBeforeUnmount(() => {
    if (open.value) void giveBack()
  })
}
