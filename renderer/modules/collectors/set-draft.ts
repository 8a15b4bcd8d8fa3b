import type { CollectorView } from '../../../shared/contract/index.ts'
import {
  bytesPerMib,
  collectorLimits,
  type LogFormat,
  type RoleId,
} from '../../../shared/domain/index.ts'
import { parsePath } from '../../../shared/perfmon/index.ts'
import type { RefusalView } from '../../../shared/refusals/index.ts'
import type { InputOf, OutputOf } from '../../session/index.ts'
import { momentOf, momentText } from '../../ui/index.ts'

export type Template = OutputOf<'collector.templates'>[number]

/** A set as the dialog holds it: what is typed, before it is known to be right. */
export interface SetDraft {
  name: string
  description: string
  /** One counter path a line. */
  paths: string
  intervalS: number | undefined
  durationS: number | undefined
  maxMib: number | undefined
  isCircular: boolean
  isScheduled: boolean
  /** Simulated time as `2026-01-05T08:00:00`. */
  first: string
  everyS: number | undefined
  until: string
  roleIds: readonly RoleId[]
  format: LogFormat
  logsKept: number | undefined
  template: string
}

export type DraftField =
  | 'name'
  | 'paths'
  | 'intervalS'
  | 'durationS'
  | 'maxMib'
  | 'first'
  | 'everyS'
  | 'until'
  | 'logsKept'

/** A key of a text, with what belongs into it. */
export interface Fault {
  key: string
  values?: Record<string, unknown>
}

const hourMs = 3_600_000

/** A set that nothing is said of yet. */
export function emptyDraft(): SetDraft {
  return {
    ...{ name: '', description: '', paths: '', intervalS: 15, durationS: undefined },
    ...{ maxMib: undefined, isCircular: false, isScheduled: false, first: '', everyS: undefined },
    ...{ until: '', roleIds: [], format: 'bin', logsKept: 10, template: '' },
  }
}

/** What a template says, over what it says nothing of; a name that was typed stays. */
export function withTemplate(
  draft: SetDraft,
  template: Template | undefined,
  before = '',
): SetDraft {
  if (!template) return { ...draft, template: '' }
  const { name, title, paths, intervalS, durationS } = template
  const isOwnName = draft.name.trim() !== '' && draft.name !== before
  return {
    ...draft,
    ...{ name: isOwnName ? draft.name : title, paths: paths.join('\n'), intervalS, durationS },
    template: name,
  }
}

/** The template whose counters a set has; none where they were changed since. */
export function templateOf(
  { template, paths }: Pick<CollectorView, 'template' | 'paths'>,
  known: readonly Template[],
): Template | undefined {
  const from = known.find(one => one.name === template)
  return from?.paths.join('\n') === paths.join('\n') ? from : undefined
}

/** The draft of a set as it is. */
export function draftOf(set: CollectorView): SetDraft {
  const { schedule, maxBytes } = set
  return {
    ...{ name: set.name, description: set.description, paths: set.paths.join('\n') },
    ...{ intervalS: set.intervalS, durationS: set.durationS, isCircular: set.isCircular },
    maxMib: maxBytes === undefined ? undefined : maxBytes / bytesPerMib,
    isScheduled: schedule !== undefined,
    first: schedule ? momentText(schedule.firstMs) : '',
    everyS: schedule?.everyS,
    until: schedule?.untilMs === undefined ? '' : momentText(schedule.untilMs),
    ...{ roleIds: set.roleIds, format: set.format, logsKept: set.logsKept },
    template: set.template ?? '',
  }
}

/** The next full hour but one, so that there is time to say the rest. */
export function nextHourMs(nowMs: number): number {
  return (Math.floor(nowMs / hourMs) + 2) * hourMs
}

/** The paths of a draft, without blank lines. */
export function pathsOf({ paths }: Pick<SetDraft, 'paths'>): string[] {
  return paths
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
}

/** What is wrong with a draft, by field, as far as that is known without asking. */
export function faultsOf(draft: SetDraft): Partial<Record<DraftField, Fault>> {
  const faults: Partial<Record<DraftField, Fault>> = {}
  const paths = pathsOf(draft)
  const bad = paths
    .map(path => ({ path, parsed: parsePath(path) }))
    .find(one => 'problem' in one.parsed)
  if (draft.name.trim() === '') faults.name = { key: 'collectors.fault.name' }
  if (paths.length === 0) faults.paths = { key: 'collectors.fault.paths' }
  if (paths.length > pathsMost)
    faults.paths = { key: 'collectors.fault.pathsMost', values: { most: pathsMost } }
  if (bad && 'problem' in bad.parsed) {
    faults.paths = {
      key: 'collectors.fault.path',
      values: { path: bad.path, problem: bad.parsed.problem },
    }
  }
  if (draft.isCircular && draft.maxMib === undefined) {
    faults.maxMib = { key: 'collectors.fault.circular' }
  }
  Object.assign(faults, figureFaults(draft))
  return draft.isScheduled ? { ...faults, ...scheduleFaults(draft) } : faults
}

/** What is wrong with the numbers that were typed. */
function figureFaults(draft: SetDraft): Partial<Record<DraftField, Fault>> {
  const { intervalS, durationS, maxMib, logsKept } = draft
  const { maxBytes } = collectorLimits
  const bytes = maxMib === undefined ? undefined : Math.round(maxMib * bytesPerMib)
  const isSized = bytes === undefined || isWithin(bytes, maxBytes)
  return {
    ...(isWithin(intervalS, collectorLimits.intervalS)
      ? {}
      : { intervalS: { key: 'collectors.fault.interval' } }),
    ...(durationS === undefined || isWithin(durationS, collectorLimits.durationS)
      ? {}
      : { durationS: { key: 'collectors.fault.duration' } }),
    ...(isSized ? {} : { maxMib: { key: 'collectors.fault.size' } }),
    ...(isWithin(logsKept, collectorLimits.logsKept)
      ? {}
      : { logsKept: { key: 'collectors.fault.logsKept' } }),
  }
}

/** Whether it is a whole number within the limits. */
function isWithin(value: number | undefined, { min, max }: { min: number; max: number }): boolean {
  return value !== undefined && Number.isInteger(value) && value >= min && value <= max
}

/** The most paths of one set. */
const pathsMost = 200

function scheduleFaults({ first, until, everyS }: SetDraft): Partial<Record<DraftField, Fault>> {
  const firstMs = momentOf(first)
  const untilMs = momentOf(until)
  const isBackwards = firstMs !== undefined && untilMs !== undefined && untilMs <= firstMs
  return {
    ...(firstMs === undefined ? { first: { key: 'collectors.fault.first' } } : {}),
    ...(isBackwards ? { until: { key: 'collectors.fault.until' } } : {}),
    ...(everyS !== undefined && !isWithin(everyS, collectorLimits.everyS)
      ? { everyS: { key: 'collectors.fault.every' } }
      : {}),
  }
}

/** What is sent of a draft without faults. */
export function inputOf(draft: SetDraft): InputOf<'collector.create'> {
  const { durationS, maxMib, template } = draft
  const firstMs = momentOf(draft.first)
  const untilMs = momentOf(draft.until)
  const { everyS } = draft
  return {
    ...{ name: draft.name.trim(), description: draft.description.trim(), paths: pathsOf(draft) },
    ...{ intervalS: draft.intervalS, isCircular: draft.isCircular, format: draft.format },
    ...{ logsKept: draft.logsKept, roleIds: [...draft.roleIds] },
    ...(durationS === undefined ? {} : { durationS }),
    ...(maxMib === undefined ? {} : { maxBytes: Math.round(maxMib * bytesPerMib) }),
    ...(draft.isScheduled && firstMs !== undefined
      ? {
          schedule: {
            firstMs,
            ...(everyS === undefined ? {} : { everyS }),
            ...(everyS === undefined || untilMs === undefined ? {} : { untilMs }),
          },
        }
      : {}),
    ...(template ? { template } : {}),
  }
}

const fieldOfRefusal: Readonly<Record<string, DraftField>> = {
  'name.taken': 'name',
  'counter.bad-path': 'paths',
  'collector.endless': 'maxMib',
  'collector.schedule-past': 'first',
}

/** The field beside which a refusal belongs; undefined where it is about the whole. */
export function fieldOf(refusal: RefusalView | undefined): DraftField | undefined {
  return refusal && fieldOfRefusal[refusal.code]
}
