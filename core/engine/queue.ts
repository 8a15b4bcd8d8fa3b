import { assert } from './assert.ts'

/** Order among events of one instant: what ends comes before what begins. */
export const priorities = { finish: 0, step: 1, begin: 2 } as const
export type Priority = (typeof priorities)[keyof typeof priorities]

/** Something that will happen: plain data, so that the queue can be stored. */
export interface QueuedEvent {
  readonly timeMs: number
  readonly priority: Priority
  readonly sequence: number
  readonly type: string
  readonly data: unknown
}

function before(a: QueuedEvent, b: QueuedEvent): boolean {
  if (a.timeMs !== b.timeMs) return a.timeMs < b.timeMs
  if (a.priority !== b.priority) return a.priority < b.priority
  return a.sequence < b.sequence
}

/** Future events, ordered by `(timeMs, priority, sequence)`; a binary heap. */
export class EventQueue {
  private heap: QueuedEvent[] = []
  private sequence = 0

  get size(): number {
    return this.heap.length
  }

  peek(): QueuedEvent | undefined {
    return this.heap[0]
  }

  push(timeMs: number, priority: Priority, type: string, data: unknown): void {
    assert(Number.isSafeInteger(timeMs), 'event time is a whole millisecond')
    this.heap.push({ timeMs, priority, sequence: this.sequence++, type, data })
    this.rise(this.heap.length - 1)
  }

  pop(): QueuedEvent | undefined {
    const first = this.heap[0]
    const last = this.heap.pop()
    if (last !== undefined && this.heap.length > 0) {
      this.heap[0] = last
      this.sink(0)
    }
    return first
  }

  /** Drops the events that the test names: those of a cancelled job. */
  drop(unwanted: (event: QueuedEvent) => boolean): void {
    const kept = this.heap.filter(event => !unwanted(event))
    if (kept.length === this.heap.length) return
    this.heap = []
    for (const event of kept) {
      this.heap.push(event)
      this.rise(this.heap.length - 1)
    }
  }

  /** All events, in no order to rely on. */
  all(): readonly QueuedEvent[] {
    return this.heap
  }

  /** All events in order, and the next sequence number, as plain data. */
  dump(): { sequence: number; events: QueuedEvent[] } {
    return {
      sequence: this.sequence,
      events: [...this.heap].sort((a, b) => (before(a, b) ? -1 : 1)),
    }
  }

  restore(state: { sequence: number; events: readonly QueuedEvent[] }): void {
    this.sequence = state.sequence
    this.heap = [...state.events]
  }

  private rise(start: number): void {
    let at = start
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!before(this.heap[at]!, this.heap[parent]!)) return
      this.swap(at, parent)
      at = parent
    }
  }

  private sink(start: number): void {
    let at = start
    for (;;) {
      const left = 2 * at + 1
      if (left >= this.heap.length) return
      const right = left + 1
      const least =
        right < this.heap.length && before(this.heap[right]!, this.heap[left]!) ? right : left
      if (!before(this.heap[least]!, this.heap[at]!)) return
      this.swap(at, least)
      at = least
    }
  }

  private swap(a: number, b: number): void {
    const kept = this.heap[a]!
    this.heap[a] = this.heap[b]!
    this.heap[b] = kept
  }
}
