import type { VmRowView } from '../../../shared/contract/index.ts'

/** Live figures of several VMs as parallel arrays, as the core streams them. */
export interface FigureFrame {
  vmIds: readonly string[]
  cpuPercent: ArrayLike<number>
  memoryUsedMib: ArrayLike<number>
  iops: ArrayLike<number>
  asOfMs: number
}

type Figures = Pick<VmRowView, 'cpuPercent' | 'memoryUsedMib' | 'iops'>

/** The figures of a frame by VM, rounded as they are shown. */
export function figuresById(frame: FigureFrame): ReadonlyMap<string, Figures> {
  return new Map(
    frame.vmIds.map((id, at) => [
      id,
      {
        cpuPercent: Math.round(frame.cpuPercent[at] ?? 0),
        memoryUsedMib: Math.round(frame.memoryUsedMib[at] ?? 0),
        iops: Math.round(frame.iops[at] ?? 0),
      },
    ]),
  )
}

/**
 * The row with newer figures; the very same row where none of them would be drawn otherwise, so
 * that
 * a list redraws only what a person can see change.
 */
export function withFigures<Row extends VmRowView>(row: Row, figures: Figures | undefined): Row {
  if (!figures) return row
  const isSame =
    Math.round(row.cpuPercent) === figures.cpuPercent &&
    Math.round(row.memoryUsedMib) === figures.memoryUsedMib &&
    Math.round(row.iops) === figures.iops
  return isSame ? row : { ...row, ...figures }
}
