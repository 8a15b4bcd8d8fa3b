import type { History } from './history.ts'
import { readBlob } from './chunk.ts'
import type { HistoryKind, RingName } from './figures.ts'
import { blockSize, chunkMsOf, chunkStartMs, historyFigures, rings } from './figures.ts'
import { unquantised } from './quantise.ts'

/** Whose history: the slot and the number that it has in it. */
export interface Subject {
  readonly kind: HistoryKind
  readonly slot: number
  readonly number: number
}

/** Samples at even distances from `fromMs` on; NaN where there is none. */
export interface Series {
  readonly fromMs: number
  readonly everyMs: number
  readonly average: Float32Array<ArrayBuffer>
  readonly maximum: Float32Array<ArrayBuffer>
}

/** The ring that reaches back so far: the fine one, if it does. */
export function ringFor(history: History, fromMs: number): RingName {
  return fromMs >= history.nowMs - history.agesMs().fine ? 'fine' : 'coarse'
}

/** One figure of a subject from one time to another, as the ring that reaches back has it. */
export function readSeries(
  history: History,
  subject: Subject,
  figure: string,
  fromMs: number,
  toMs: number,
): Series {
  return readSeriesOf(history, [subject], figure, fromMs, toMs)[0]!
}

/** The same of several subjects of one kind, in their order; a block of the store is read once. */
export function readSeriesOf(
  history: History,
  subjects: readonly Subject[],
  figure: string,
  fromMs: number,
  toMs: number,
): Series[] {
  const ring = ringFor(history, fromMs)
  const { everyMs, samples } = rings[ring]
  const oldestMs = Math.max(fromMs, history.nowMs - history.agesMs()[ring])
  const beginMs = Math.floor(oldestMs / everyMs) * everyMs
  const endMs = Math.min(toMs, history.nowMs)
  const count = Math.max(0, Math.ceil((endMs - beginMs) / everyMs))
  const series = subjects.map(() => ({
    ...{ fromMs: beginMs, everyMs },
    average: new Float32Array(count).fill(NaN),
    maximum: new Float32Array(count).fill(NaN),
  }))
  const kind = subjects[0]?.kind
  if (!kind) return series
  const at = Object.keys(historyFigures[kind]).indexOf(figure) * 2 * samples
  const fill = (one: number, startMs: number, cells: Uint16Array, from: number) => {
    const { average, maximum } = series[one]!
    for (let sample = 0; sample < samples; sample++) {
      const timeMs = startMs + sample * everyMs
      const to = (timeMs - beginMs) / everyMs
      // A sample that is not over was written before a restart, and is known better later.
      if (to < 0 || to >= count || timeMs + everyMs > history.nowMs) continue
      average[to] = unquantised(cells[from + at + sample]!)
      maximum[to] = unquantised(cells[from + at + samples + sample]!)
    }
  }
  const track = history.track(kind)
  const first = chunkStartMs(ring, beginMs)
  for (const [block, ones] of byBlock(subjects)) {
    for (const { startMs, bytes } of history.read(ring, kind, block, first, endMs)) {
      const { ids, cells, width } = readBlob(bytes, ring, track.figures)
      for (const one of ones) {
        const place = placeIn(ids, subjects[one]!)
        if (place >= 0) fill(one, startMs, cells, place * width)
      }
    }
  }
  const chunk = track[ring]
  if (chunk.startMs + chunkMsOf(ring) <= beginMs || chunk.startMs >= endMs) return series
  for (const [one, { slot, number }] of subjects.entries()) {
    if (track.ids[slot] === number) fill(one, chunk.startMs, chunk.cells, slot * chunk.width)
  }
  return series
}

/** Which of the subjects lie in which block. */
function byBlock(subjects: readonly Subject[]): Map<number, number[]> {
  const blocks = new Map<number, number[]>()
  for (const [one, { slot }] of subjects.entries()) {
    const block = Math.floor(slot / blockSize)
    const ones = blocks.get(block)
    if (ones) ones.push(one)
    else blocks.set(block, [one])
  }
  return blocks
}

/** Where a subject is in a block; a virtual network may have stood elsewhere among its host's. */
function placeIn(ids: Uint32Array, { kind, slot, number }: Subject): number {
  const own = slot % blockSize
  if (ids[own] === number) return own
  return kind === 'network' ? ids.indexOf(number) : -1
}

/** As many samples together that at most `points` are left: the mean of averages, the maximum. */
export function thinned(series: Series, points: number): Series {
  const width = Math.max(1, Math.ceil(series.average.length / points))
  if (width === 1) return series
  const count = Math.ceil(series.average.length / width)
  const average = new Float32Array(count).fill(NaN)
  const maximum = new Float32Array(count).fill(NaN)
  for (let to = 0; to < count; to++) {
    let [sum, known, top] = [0, 0, 0]
    const end = Math.min(series.average.length, (to + 1) * width)
    for (let from = to * width; from < end; from++) {
      const value = series.average[from]!
      if (Number.isNaN(value)) continue
      sum += value
      known++
      top = Math.max(top, series.maximum[from]!)
    }
    if (known === 0) continue
    average[to] = sum / known
    maximum[to] = top
  }
  return { fromMs: series.fromMs, everyMs: series.everyMs * width, average, maximum }
}
