import type { SizingLimits, SizingRow } from '../../shared/contract/index.ts'
import type { LogColumn } from '../../shared/perfmon/index.ts'
import type { VmRow } from '../world/index.ts'
import { Survey } from './read.ts'

type Figure = 'cpuPercent' | 'pressurePercent' | 'iops' | 'bytesPerS'

/** Load at which a processor is well used, in percent (facts 8.2: guests stay below 65). */
const cpuTargetPercent = 65
const memoryStepMib = 256
const digitsKept = 3
/** Below it a figure is told as nothing: a thousandth of a percent, operation or byte. */
const leastTold = 1e-3

const figureOf: Readonly<Record<string, Figure>> = {
  'hyper-v hypervisor virtual processor\\% guest run time': 'cpuPercent',
  'hyper-v dynamic memory vm\\average pressure': 'pressurePercent',
  'hyper-v virtual storage device\\read operations/sec': 'iops',
  'hyper-v virtual storage device\\write operations/sec': 'iops',
  'hyper-v virtual network adapter\\bytes/sec': 'bytesPerS',
}

/** Three digits of a value: half a percent off at most, whatever its unit, and few of them. */
function rough(value: number): number {
  if (value < leastTold) return 0
  let step = leastTold / 100
  while (value >= step * 1000) step *= 10
  return Math.round(value / step) * step
}

/** One figure of one VM over a log: several columns a record, of which a mean or a sum is made. */
class Tally {
  count = 0
  maximum = 0
  private sum = 0
  private readonly bins = new Map<number, number>()

  add(value: number): void {
    this.count++
    this.sum += value
    this.maximum = Math.max(this.maximum, value)
    const bin = rough(value)
    this.bins.set(bin, (this.bins.get(bin) ?? 0) + 1)
  }

  /** `p95` is the value that 95 of 100 records do not exceed, to three digits. */
  get figures() {
    const wanted = Math.ceil(this.count * 0.95)
    let seen = 0
    let p95 = this.maximum
    for (const [bin, count] of [...this.bins].sort(([a], [b]) => a - b)) {
      seen += count
      if (seen < wanted) continue
      p95 = Math.min(this.maximum, Number(bin.toPrecision(digitsKept)))
      break
    }
    return { average: this.sum / this.count, p95, maximum: this.maximum }
  }
}

interface Subject {
  readonly name: string
  readonly objectId?: string
  readonly tallies: Map<Figure, Tally>
}

interface Place {
  readonly subject: Subject
  readonly figure: Figure
}

/** Collects what a log says of the load of VMs. */
export class SizingReader extends Survey {
  readonly subjects = new Map<string, Subject>()
  private readonly places: (Place | undefined)[] = []
  private readonly now = new Map<Subject, Map<Figure, { sum: number; count: number }>>()

  /** @param vmOf the VM that a column is about, by its id or, in a log from elsewhere, its name */
  constructor(
    private readonly sees: (column: string) => boolean,
    private readonly vmOf: (column: string) => { readonly id?: string; readonly name: string },
  ) {
    super()
  }

  override columns(more: readonly LogColumn[]): void {
    for (const { text, path } of more) {
      const figure = path && figureOf[`${path.object}\\${path.counter}`.toLowerCase()]
      const isTotal = path?.instance === '_Total'
      if (!figure || isTotal || !this.sees(text)) this.places.push(undefined)
      else this.places.push({ figure, subject: this.subjectOf(text) })
    }
  }

  override record(wallMs: number, values: Float64Array = new Float64Array(0)): void {
    super.record(wallMs)
    for (const figures of this.now.values()) figures.clear()
    this.places.forEach((place, at) => {
      const value = values[at]!
      if (!place || !Number.isFinite(value)) return
      const figures = this.now.get(place.subject) ?? new Map()
      const known = figures.get(place.figure) ?? { sum: 0, count: 0 }
      figures.set(place.figure, { sum: known.sum + value, count: known.count + 1 })
      this.now.set(place.subject, figures)
    })
    for (const [subject, figures] of this.now) {
      for (const [figure, { sum, count }] of figures) {
        const isShare = figure === 'cpuPercent' || figure === 'pressurePercent'
        const tally = subject.tallies.get(figure) ?? new Tally()
        tally.add(isShare ? sum / count : sum)
        subject.tallies.set(figure, tally)
      }
    }
  }

  private subjectOf(column: string): Subject {
    const { id, name } = this.vmOf(column)
    const key = id ?? name.toLowerCase()
    const known = this.subjects.get(key)
    if (known) return known
    const subject = { name, ...(id ? { objectId: id } : {}), tallies: new Map<Figure, Tally>() }
    this.subjects.set(key, subject)
    return subject
  }
}

/** The verdict on one VM, with the figures behind it. */
export function verdictOn(
  { name, tallies }: Subject,
  vm: VmRow | undefined,
  limits: SizingLimits,
): SizingRow {
  const of = (figure: Figure) => tallies.get(figure)?.figures
  const [cpu, pressure] = [of('cpuPercent'), of('pressurePercent')]
  const [iops, bytes] = [of('iops'), of('bytesPerS')]
  const beyond: SizingRow['because'] = []
  const note = (figure: Figure, value: number, limit: number) =>
    void beyond.push({ figure, value, limit })
  const verdict = (): SizingRow['verdict'] => {
    if (!cpu) return 'unknown'
    const isStill = (iops?.average ?? 0) <= limits.idleIops
    const isSilent = (bytes?.average ?? 0) <= limits.idleBytesPerS
    if (cpu.p95 <= limits.idleCpuPercent && isStill && isSilent) {
      note('cpuPercent', cpu.p95, limits.idleCpuPercent)
      note('iops', iops?.average ?? 0, limits.idleIops)
      note('bytesPerS', bytes?.average ?? 0, limits.idleBytesPerS)
      return 'idle'
    }
    if (cpu.p95 > limits.cpuHighPercent) note('cpuPercent', cpu.p95, limits.cpuHighPercent)
    if (pressure && pressure.p95 > limits.pressureHighPercent) {
      note('pressurePercent', pressure.p95, limits.pressureHighPercent)
    }
    if (beyond.length > 0) return 'over-committed'
    if (cpu.p95 < limits.cpuLowPercent && (vm?.cpuCount ?? 1) > 1) {
      note('cpuPercent', cpu.p95, limits.cpuLowPercent)
    }
    if (pressure && pressure.p95 < limits.pressureLowPercent) {
      note('pressurePercent', pressure.p95, limits.pressureLowPercent)
    }
    return beyond.length > 0 ? 'under-committed' : 'fits'
  }
  const found = verdict()
  const suggested = vm && suggestionFor(vm, found, beyond, limits)
  return {
    ...(vm ? { vmId: vm.id, cpuCount: vm.cpuCount, memoryMib: vm.memoryMib } : {}),
    ...{ name: vm?.name ?? name, verdict: found, because: beyond },
    ...(cpu ? { cpuPercent: cpu } : {}),
    ...(pressure ? { pressurePercent: pressure } : {}),
    ...(iops ? { iops } : {}),
    ...(bytes ? { bytesPerS: bytes } : {}),
    ...(suggested ? { suggested } : {}),
    records: tallies.get('cpuPercent')?.count ?? 0,
  }
}

/** So many processors, and so much memory, that the figures come to where they are healthy. */
function suggestionFor(
  vm: VmRow,
  verdict: SizingRow['verdict'],
  beyond: SizingRow['because'],
  limits: SizingLimits,
): SizingRow['suggested'] {
  if (verdict !== 'over-committed' && verdict !== 'under-committed') return undefined
  const cpu = beyond.find(one => one.figure === 'cpuPercent')
  const pressure = beyond.find(one => one.figure === 'pressurePercent')
  const processors = cpu && Math.ceil((vm.cpuCount * cpu.value) / cpuTargetPercent)
  const memory = pressure && (vm.memoryMib * pressure.value) / limits.pressureHighPercent
  return {
    ...(processors === undefined ? {} : { cpuCount: Math.max(1, processors) }),
    ...(memory === undefined
      ? {}
      : { memoryMib: Math.max(1, Math.ceil(memory / memoryStepMib)) * memoryStepMib }),
  }
}
