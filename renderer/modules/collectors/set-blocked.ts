import type { CollectorView } from '../../../shared/contract/index.ts'
import { recordsLoad } from './sizing-source.ts'

/** The key of why a set cannot be started; undefined where it can. */
export function startBlocked({ mayRun, state }: CollectorView): string | undefined {
  if (!mayRun) return 'collectors.blocked.noRun'
  return state === 'running' ? 'collectors.blocked.running' : undefined
}

/** The key of why a set cannot be stopped. */
export function stopBlocked({ mayRun, state }: CollectorView): string | undefined {
  if (!mayRun) return 'collectors.blocked.noRun'
  return state === 'running' ? undefined : 'collectors.blocked.stopped'
}

/** The key of why a set cannot be changed now. */
export function editBlocked({ mayEdit, state }: CollectorView): string | undefined {
  if (!mayEdit) return 'collectors.blocked.noEdit'
  return state === 'running' ? 'collectors.blocked.stopFirst' : undefined
}

/** The key of why a set cannot be deleted. */
export function deleteBlocked({ mayEdit }: CollectorView): string | undefined {
  return mayEdit ? undefined : 'collectors.blocked.noEdit'
}

/** The key of why no log of a set can be looked at. */
export function logBlocked({ runs }: CollectorView): string | undefined {
  return runs.some(run => run.records > 0) ? undefined : 'collectors.blocked.noLog'
}

/** The key of why no right-sizing report can be made of a log of a set. */
export function reportBlocked(set: CollectorView): string | undefined {
  return logBlocked(set) ?? (recordsLoad(set) ? undefined : 'collectors.blocked.noLoad')
}
