import type { ScheduleId } from '../../shared/domain/index.ts'
import { byId, msPerHour } from '../../shared/domain/index.ts'
import type { EventHandler } from '../engine/events.ts'
import type { Simulation } from '../engine/simulation.ts'
import { snapshotTakeName } from '../processes/snapshot/index.ts'
import type { TakeParameters } from '../processes/snapshot/index.ts'
import { dropSnapshots } from '../storage/index.ts'
import type { ScheduleRow, World } from '../world/index.ts'
import { put, remove } from '../world/index.ts'

const dueEvent = 'snapshot.due'

/** Puts a schedule into the world; its first snapshot comes at `nextMs`. */
export function beginSchedule(simulation: Simulation, row: ScheduleRow): void {
  simulation.world.apply(put('schedule', row))
  simulation.plan(row.nextMs, dueEvent, { scheduleId: row.id })
}

/** Ends a schedule; its snapshots stay. */
export function endSchedule(simulation: Simulation, id: ScheduleId): void {
  simulation.world.apply(remove('schedule', id))
  simulation.queue.drop(
    event => event.type === dueEvent && (event.data as { scheduleId?: string }).scheduleId === id,
  )
}

/** Takes a snapshot of a schedule, and plans the next one. */
function onDue(simulation: Simulation, { scheduleId }: { readonly scheduleId: ScheduleId }): void {
  const { world, jobs } = simulation
  const schedule = world.find('schedule', scheduleId)
  if (!schedule) return
  const nextMs = world.nowMs + schedule.everyHours * msPerHour
  world.apply(put('schedule', { ...schedule, nextMs }))
  simulation.plan(nextMs, dueEvent, { scheduleId })
  const { volumeId, vmId, kind, hostId, keep, shareId, userId, ownerName } = schedule
  const target = world.find('vm', vmId) ?? world.get('volume', volumeId)
  const parameters: TakeParameters = {
    ...{ volumeId, kind, hostId, scheduleId, keep },
    name: nameOf(world, schedule),
    ...(vmId === undefined ? {} : { vmId }),
    ...(shareId === undefined ? {} : { shareId }),
  }
  jobs.submit({
    ...{ name: 'job.snapshot.take', process: snapshotTakeName, parameters },
    ...{ targetId: volumeId, targetName: target.name, userId, ownerName },
  })
}

/** "Nightly 2026-01-05 22:00", by the simulated clock in UTC. */
function nameOf(world: World, { name }: ScheduleRow): string {
  return `${name} ${stamp(world.nowMs)}`
}

/** Date and minute of an instant in UTC, counted without the calendar of the machine. */
export function stamp(ms: number): string {
  const minutes = Math.floor(ms / 60000)
  const { year, month, day } = dateOf(Math.floor(minutes / 1440))
  const two = (value: number) => String(value).padStart(2, '0')
  const time = `${two(Math.floor((minutes % 1440) / 60))}:${two(minutes % 60)}`
  return `${year}-${two(month)}-${two(day)} ${time}`
}

/** The date of a day counted from 1970-01-01, by the Gregorian rule. */
function dateOf(days: number): { year: number; month: number; day: number } {
  let [year, left] = [1970, days]
  for (; left >= daysOfYear(year); year++) left -= daysOfYear(year)
  let month = 0
  const lengths = [31, daysOfYear(year) - 337, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  for (; left >= lengths[month]!; month++) left -= lengths[month]!
  return { year, month: month + 1, day: left + 1 }
}

function daysOfYear(year: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return isLeap ? 366 : 365
}

/** With a VM or a volume go its snapshots and schedules, with a host what it is needed for. */
export function keepSnapshots(simulation: Simulation): void {
  const { world } = simulation
  world.listen(change => {
    if (!('gone' in change)) return
    const { table, gone } = change
    if (table === 'vm' || table === 'volume') {
      const own = [...world.all('snapshot')].filter(
        one => one.vmId === gone || one.volumeId === gone,
      )
      world.applyAll(dropSnapshots(world, own))
    }
    if (table === 'host') unmountFrom(world, gone)
    for (const schedule of schedulesNaming(world, table, gone)) endSchedule(simulation, schedule.id)
  })
}

function unmountFrom(world: World, hostId: string): void {
  for (const snapshot of [...world.all('snapshot')]) {
    if (snapshot.mountedOn?.hostId !== hostId) continue
    world.apply(put('snapshot', { ...snapshot, mountedOn: undefined }))
  }
}

function schedulesNaming(world: World, table: string, gone: string): ScheduleRow[] {
  if (table !== 'vm' && table !== 'volume' && table !== 'host' && table !== 'share') return []
  return [...world.all('schedule')]
    .filter(one => [one.vmId, one.volumeId, one.hostId, one.shareId].includes(gone as never))
    .sort(byId)
}

/** The events of schedules, for the registry. */
export const scheduleEvents: Readonly<Record<string, EventHandler>> = {
  [dueEvent]: onDue as EventHandler,
}
