import type { HistoryKind } from './figures.ts'
import { historyFigures, rings } from './figures.ts'
import { Chunk } from './chunk.ts'
import { none, quantised, unquantised } from './quantise.ts'

/**
 * Everything of one kind of subject, by slot: who it is, the sums of the running five minutes, and
 * the chunks that are not full. A subject with the number 0 is none.
 */
export class Track {
  readonly figures: number
  ids = new Uint32Array(0)
  sums = new Float32Array(0)
  tops = new Float32Array(0)
  /** Looks in which the subject had figures. */
  looks = new Uint16Array(0)
  /** Slots that were ever used. */
  length = 0
  readonly fine: Chunk
  readonly coarse: Chunk

  constructor(readonly kind: HistoryKind) {
    this.figures = Object.keys(historyFigures[kind]).length
    this.fine = new Chunk('fine', this.figures)
    this.coarse = new Chunk('coarse', this.figures)
  }

  /** Says who has a slot from now on; what was there before is forgotten with it. */
  hold(slot: number, id: number): void {
    if (slot >= this.ids.length) this.grow(slot + 1)
    if (this.ids[slot] === id) return
    this.length = Math.max(this.length, slot + 1)
    this.ids[slot] = id
    this.restart(slot)
    this.fine.clear(slot)
    this.coarse.clear(slot)
  }

  /** Bytes that it takes in memory. */
  get bytes(): number {
    const arrays = [this.ids, this.sums, this.tops, this.looks, this.fine.cells, this.coarse.cells]
    return arrays.reduce((sum, array) => sum + array.byteLength, 0)
  }

  /** Closes the five minutes: averages and maxima go into this cell of the chunk. */
  close(sample: number): void {
    const { ids, sums, tops, looks, figures, fine } = this
    const { samples } = rings.fine
    for (let slot = 0; slot < this.length; slot++) {
      const count = looks[slot]!
      if (count === 0 || ids[slot] === 0) continue
      for (let figure = 0; figure < figures; figure++) {
        const from = slot * figures + figure
        const to = fine.at(slot, figure) + sample
        const average = quantised(sums[from]! / count)
        fine.cells[to] = average
        fine.cells[to + samples] = average === none ? none : quantised(tops[from]!)
        sums[from] = 0
        tops[from] = 0
      }
      looks[slot] = 0
    }
    fine.isDirty = true
  }

  /** Makes a sample of an hour of the full fine chunk: the mean of its averages, its maximum. */
  coarsen(sample: number): void {
    const { fine, coarse, figures } = this
    const { samples } = rings.coarse
    for (let slot = 0; slot < this.length; slot++) {
      if (this.ids[slot] === 0) continue
      for (let figure = 0; figure < figures; figure++) {
        const to = coarse.at(slot, figure) + sample
        const hour = hourOf(fine.cells, fine.at(slot, figure))
        coarse.cells[to] = hour.average
        coarse.cells[to + samples] = hour.maximum
      }
    }
    coarse.isDirty = true
  }

  private restart(slot: number): void {
    this.sums.fill(0, slot * this.figures, (slot + 1) * this.figures)
    this.tops.fill(0, slot * this.figures, (slot + 1) * this.figures)
    this.looks[slot] = 0
  }

  private grow(slots: number): void {
    // A quarter of room, so that VMs made one by one do not copy everything each time.
    const capacity = Math.ceil((slots * 5) / 4 / 64) * 64
    this.ids = grown(this.ids, new Uint32Array(capacity))
    this.sums = grown(this.sums, new Float32Array(capacity * this.figures))
    this.tops = grown(this.tops, new Float32Array(capacity * this.figures))
    this.looks = grown(this.looks, new Uint16Array(capacity))
    this.fine.grow(capacity)
    this.coarse.grow(capacity)
  }
}

const hour = { average: none, maximum: none }

function hourOf(cells: Uint16Array, at: number): typeof hour {
  const { samples } = rings.fine
  let [sum, count, top] = [0, 0, 0]
  for (let sample = 0; sample < samples; sample++) {
    const code = cells[at + sample]!
    if (code === none) continue
    sum += unquantised(code)
    count++
    // Codes stand in the order of their values.
    top = Math.max(top, cells[at + samples + sample]!)
  }
  hour.average = count === 0 ? none : quantised(sum / count)
  hour.maximum = count === 0 ? none : top
  return hour
}

function grown<Array extends Uint32Array | Float32Array | Uint16Array>(
  old: Array,
  wider: Array,
): Array {
  wider.set(old as never)
  return wider
}
