import type { Window, WindowEvent } from '../../shared/contract/index.ts'
import { Refusal } from '../../shared/refusals/index.ts'
import type { TableName } from '../world/index.ts'
import type { HandlerContext } from './handler.ts'
import type { AbortSignalLike, Pulse } from './pulse.ts'

/** The answer of a list query. */
export interface WindowAnswer<Row> {
  readonly rows: Row[]
  readonly total: number
  readonly revision: number
  readonly asOfMs: number
}

export interface WatchOptions {
  /** Tables whose change may change the window. */
  readonly tables: readonly TableName[]
  /**
   * Beats after which a window with live figures or running jobs is looked at again, changed or
   * not.
   */
  readonly liveBeats?: number
}

/** A stream of the core: an async generator that ends with the signal. */
export interface StreamContext extends HandlerContext {
  readonly pulse: Pulse
  readonly signal: AbortSignalLike | undefined
  /** Whether the caller may still do it: asked before every event, since rights change. */
  readonly still: () => Refusal | undefined
}

/**
 * Watches a window: first its rows, then what changes, until the signal ends it. A change of order
 * or membership sends the window again, else only the changed rows are sent, by position.
 */
export async function* watchWindow<Row extends { readonly id: string }>(
  context: StreamContext,
  window: Window,
  compute: (context: HandlerContext, window: Window) => WindowAnswer<Row> | Refusal,
  options: WatchOptions,
): AsyncGenerator<WindowEvent<Row>, Refusal | undefined> {
  const { pulse, signal, world } = context
  let seen: { answer: WindowAnswer<Row>; texts: string[] } | undefined
  let lookedAt = -1
  let beats = 0
  pulse.open++
  try {
    while (!signal?.aborted) {
      const changed = world.changedSince(...options.tables) > lookedAt
      const live = options.liveBeats !== undefined && beats >= options.liveBeats
      if (!seen || changed || live) {
        const lost = context.still()
        if (lost) return lost
        beats = 0
        lookedAt = world.revision
        const answer = compute(context, window)
        if (answer instanceof Refusal) return answer
        const texts = answer.rows.map(row => JSON.stringify(row))
        const event = difference(seen, answer, texts, window.offset)
        seen = { answer, texts }
        if (event) yield event
      }
      await pulse.next(signal)
      beats++
    }
    return undefined
  } finally {
    pulse.open--
  }
}

function difference<Row extends { readonly id: string }>(
  seen: { answer: WindowAnswer<Row>; texts: string[] } | undefined,
  answer: WindowAnswer<Row>,
  texts: string[],
  offset: number,
): WindowEvent<Row> | undefined {
  const { rows, total, revision, asOfMs } = answer
  const sameRows =
    seen !== undefined &&
    seen.answer.rows.length === rows.length &&
    rows.every((row, index) => seen.answer.rows[index]!.id === row.id)
  if (!sameRows) return { kind: 'window', rows, total, revision, asOfMs, offset }
  const changed = rows.flatMap((row, index) =>
    texts[index] === seen.texts[index] ? [] : [{ index: offset + index, row }],
  )
  if (changed.length === 0 && seen.answer.total === total) return undefined
  return { kind: 'rows', changed, total, revision, asOfMs }
}
