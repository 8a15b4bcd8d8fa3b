import type { RingName } from './figures.ts'
import { blockSize, rings } from './figures.ts'
import { none } from './quantise.ts'

/** Numbers of one subject in a chunk: of each figure the averages, then the maxima. */
function widthOf(ring: RingName, figures: number): number {
  return figures * 2 * rings[ring].samples
}

/**
 * The samples of a ring that are not full enough for the store yet, of all subjects of a kind:
 * subject after subject, so that the series of one is in one place.
 */
export class Chunk {
  startMs = 0
  /** Whether it holds what the store does not. */
  isDirty = false
  cells = new Uint16Array(0)
  readonly width: number

  constructor(
    readonly ring: RingName,
    private readonly figures: number,
  ) {
    this.width = widthOf(ring, figures)
  }

  grow(subjects: number): void {
    const grown = new Uint16Array(subjects * this.width).fill(none)
    grown.set(this.cells)
    this.cells = grown
  }

  begin(startMs: number): void {
    this.startMs = startMs
    this.isDirty = false
    this.cells.fill(none)
  }

  /** Forgets a subject: whoever has its slot now was not there. */
  clear(slot: number): void {
    this.cells.fill(none, slot * this.width, (slot + 1) * this.width)
  }

  /** Where the averages of a figure begin; the maxima follow them. */
  at(slot: number, figure: number): number {
    return slot * this.width + figure * 2 * rings[this.ring].samples
  }

  /** A block as the store keeps it: who the subjects are, then their cells. */
  blob(block: number, ids: Uint32Array): Uint8Array {
    const first = block * blockSize
    const subjects = Math.min(blockSize, this.cells.length / this.width - first)
    const bytes = new Uint8Array(subjects * (4 + 2 * this.width))
    new Uint32Array(bytes.buffer, 0, subjects).set(ids.subarray(first, first + subjects))
    const cells = this.cells.subarray(first * this.width, (first + subjects) * this.width)
    new Uint16Array(bytes.buffer, subjects * 4).set(cells)
    return bytes
  }

  /** Takes back what the store has of a block, of subjects that still are who they were. */
  take(block: number, bytes: Uint8Array, ids: Uint32Array): void {
    const stored = readBlob(bytes, this.ring, this.figures)
    const first = block * blockSize
    for (let at = 0; at < stored.ids.length; at++) {
      const id = stored.ids[at]!
      if (id === 0 || ids[first + at] !== id) continue
      const cells = stored.cells.subarray(at * this.width, (at + 1) * this.width)
      this.cells.set(cells, (first + at) * this.width)
    }
  }
}

/** What a blob holds; one that was cut is read as far as it goes. */
export function readBlob(bytes: Uint8Array, ring: RingName, figures: number) {
  const width = widthOf(ring, figures)
  const subjects = Math.floor(bytes.length / (4 + 2 * width))
  const own = bytes.slice()
  return {
    width,
    ids: new Uint32Array(own.buffer, 0, subjects),
    cells: new Uint16Array(own.buffer, subjects * 4, subjects * width),
  }
}
