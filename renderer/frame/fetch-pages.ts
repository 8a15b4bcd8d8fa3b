import type { Router } from 'vue-router'

/**
 * Fetches the code of the pages that were not looked at yet, once the first one has settled, so
 * that the first change of workspace does not wait for it.
 */
export function fetchPagesWhenIdle(router: Router): void {
  requestIdleCallback(() => {
    for (const { components } of router.getRoutes()) {
      const page: unknown = components?.default
      // A page not there yet is a function that answers a promise; a failure shows on opening it.
      if (isLazy(page)) page().catch(() => undefined)
    }
  })
}

function isLazy(page: unknown): page is () => Promise<unknown> {
  return typeof page === 'function' && !('setup' in page)
}
