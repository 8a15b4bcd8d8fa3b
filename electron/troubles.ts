import { StoreUnusable } from '../host/index.ts'
import type { CoreStop } from './core-supervisor.ts'
import { texts } from './texts.ts'
import type { Trouble } from './trouble-page.ts'

/** What to show when there is no core. */
export function troubleOfStop(stop: CoreStop, dataDir: string): Trouble {
  const details = `${describe(stop.error)}\n\nData folder: ${dataDir}`
  if (stop.kind === 'stopped') {
    return {
      title: texts.coreStoppedTitle,
      text: texts.coreStoppedText,
      details,
      remedies: ['restart', 'quit'],
    }
  }
  return {
    title: texts.startFailedTitle,
    text: texts.startFailedText,
    details,
    remedies: mayStartNew(stop.error) ? ['restart', 'start-new', 'quit'] : ['restart', 'quit'],
  }
}

/** A file that cannot be opened can be moved aside; one that another process uses must stay. */
function mayStartNew(error: unknown): boolean {
  return error instanceof StoreUnusable && error.mayStartFresh
}

/** What to show when the page's process ended, which leaves the core running. */
export function troubleOfPage(reason: string): Trouble {
  return {
    title: texts.pageGoneTitle,
    text: texts.pageGoneText,
    details: reason,
    remedies: ['reload', 'quit'],
  }
}

/** The words of an error, without its stack. */
export function describe(error: unknown): string {
  if (error === undefined) return 'No reason was given.'
  return error instanceof Error ? error.message : String(error)
}
