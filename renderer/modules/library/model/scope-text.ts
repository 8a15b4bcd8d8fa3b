import type { ScopeChange } from '../../../../shared/contract/index.ts'

/** One line of a preview of a move: a role that gains or loses sight of what moves. */
export interface ScopeLine {
  key: string
  direction: 'gains' | 'loses'
  role: string
  members: number
}

/**
 * The lines of the preview, losses first because they surprise more; empty: nobody's scope changes.
 */
export function scopeLines(change: ScopeChange): ScopeLine[] {
  const losses = change.loses.map(one => line('loses', one))
  const gains = change.gains.map(one => line('gains', one))
  return [...losses, ...gains]
}

function line(
  direction: ScopeLine['direction'],
  one: { role: string; members: number },
): ScopeLine {
  return { key: `${direction} ${one.role}`, direction, ...one }
}
