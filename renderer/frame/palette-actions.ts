import { onScopeDispose, shallowReactive, watch } from 'vue'
import type { OperationName } from '../session/index.ts'
import type { PaletteItem } from '../ui/index.ts'

/** What a page does when the palette runs an operation that it stands for. */
export interface PaletteAction {
  run(): void
  /** Why it is not possible now. */
  blockedBecause?: () => string | undefined
  /** What it would act on, such as `3 virtual machines`. */
  detail?: () => string | undefined
}

/** A line of the palette with what it does. */
export interface Runnable extends PaletteItem {
  run(): void
}

const registered = shallowReactive(new Map<OperationName, PaletteAction>())

/**
 * Offers operations in the command palette as long as the calling scope lives, such as a page that
 * knows what is selected. Only what the contract marks for the palette is shown.
 */
export function usePaletteActions(actions: Partial<Record<OperationName, PaletteAction>>): void {
  const entries = Object.entries(actions) as [OperationName, PaletteAction][]
  for (const [name, action] of entries) registered.set(name, action)
  onScopeDispose(() => {
    for (const [name, action] of entries) {
      if (registered.get(name) === action) registered.delete(name)
    }
  })
}

/** What the page in sight offers for an operation. */
export function paletteAction(name: OperationName): PaletteAction | undefined {
  return registered.get(name)
}

const patienceMs = 3000

/** The same for a page that is only just opening; undefined where it never offers it. */
export function paletteActionSoon(name: OperationName): Promise<PaletteAction | undefined> {
  return new Promise(resolve => {
    const timer = setTimeout(() => finish(), patienceMs)
    const stop = watch(
      () => registered.get(name),
      action => action && finish(action),
    )

    function finish(action = registered.get(name)): void {
      clearTimeout(timer)
      stop()
      resolve(action)
    }

    if (registered.has(name)) finish()
  })
}
