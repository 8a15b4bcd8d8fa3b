import { useI18n } from 'vue-i18n'
import type { RouteLocationRaw } from 'vue-router'
import type { OverviewHealth } from '../../../shared/contract/index.ts'
import { msPerHour } from '../../../shared/domain/index.ts'
import { pathOf } from '../../frame/index.ts'
import { formatMib, formatNumber, formatPercent, formatTime, type Tone } from '../../ui/index.ts'
import { useHostsView } from '../hosts/index.ts'
import { useJobTexts } from '../jobs/index.ts'
import { useVmsView } from '../vms/index.ts'

interface Line {
  key: string
  text: string
  to?: RouteLocationRaw
  /** What is set before the list opens: the filter of what was counted. */
  before?: () => void
}

export interface HealthTile {
  key: string
  label: string
  figure: string
  /** What the figure is out of. */
  of: string
  tone?: Tone
  to: RouteLocationRaw
  lines: Line[]
}

const linesMax = 3

type Words = ReturnType<typeof useWords>

function useWords() {
  const { t } = useI18n()
  return { t, jobs: useJobTexts(), views: { '/hosts': useHostsView(), '/vms': useVmsView() } }
}

const number = (value: number): string => formatNumber(value)

/** A count that opens its list with just those rows. */
function countLine(
  { views }: Words,
  path: keyof Words['views'],
  one: { field: string; value: string; label: string; count: number },
  query: Record<string, string>,
): Line {
  const { field, value, label, count } = one
  const before = () => {
    views[path].text = ''
    views[path].conditions = [{ field, op: 'is', value }]
  }
  return { key: value, text: `${number(count)} ${label}`, to: { path, query }, before }
}

function hostTile(
  words: Words,
  { hosts }: OverviewHealth,
  query: Record<string, string>,
): HealthTile {
  const { t } = words
  const all = hosts.reduce((sum, one) => sum + one.count, 0)
  const of = (status: string) => hosts.find(one => one.status === status)?.count ?? 0
  const silent = of('not-responding')
  const lines = hosts
    .filter(one => one.status !== 'responding')
    .map(({ status, count }) => {
      const label = t(`hosts.status.${status}`)
      return countLine(words, '/hosts', { field: 'status', value: status, label, count }, query)
    })
  return {
    ...{ key: 'hosts', label: t('overview.hosts'), figure: number(of('responding')) },
    of: t('overview.hosts.of', { count: number(all) }),
    ...(silent > 0 ? { tone: 'crit' as const } : {}),
    ...{ to: { path: '/hosts', query }, lines },
  }
}

function vmTile(words: Words, { vms }: OverviewHealth, query: Record<string, string>): HealthTile {
  const { t } = words
  const all = vms.reduce((sum, one) => sum + one.count, 0)
  const isFailed = (state: string) => /failed|not-responding|missing/.test(state)
  const lines = vms
    .filter(one => one.state !== 'running')
    .sort((a, b) => Number(isFailed(b.state)) - Number(isFailed(a.state)) || b.count - a.count)
    .map(({ state, count }) => {
      const label = t(`vms.state.${state}`)
      return countLine(words, '/vms', { field: 'state', value: state, label, count }, query)
    })
  return {
    ...{ key: 'vms', label: t('overview.vms') },
    figure: number(vms.find(one => one.state === 'running')?.count ?? 0),
    of: t('overview.vms.of', { count: number(all) }),
    ...(vms.some(one => isFailed(one.state)) ? { tone: 'crit' as const } : {}),
    ...{ to: { path: '/vms', query }, lines: lines.slice(0, linesMax) },
  }
}

function tipTile(
  { t }: Words,
  { critical, warning }: NonNullable<OverviewHealth['tips']>,
): HealthTile {
  const to = '/pro/tips'
  const counted = { critical, warning }
  const lines = (['critical', 'warning'] as const)
    .filter(key => counted[key] > 0)
    .map(key => ({
      key,
      text: t(`overview.tips.${key}`, { count: number(counted[key]) }, counted[key]),
      to,
    }))
  const tone = critical > 0 ? ('crit' as const) : ('warn' as const)
  return {
    ...{ key: 'tips', label: t('overview.tips'), figure: number(critical + warning) },
    ...{ of: t('overview.tips.of'), to, lines },
    ...(critical + warning > 0 ? { tone } : {}),
  }
}

function jobTile(
  { t, jobs }: Words,
  failed: NonNullable<OverviewHealth['failedJobs']>,
): HealthTile {
  const lines = failed.latest.slice(0, linesMax).map(job => ({
    key: job.id,
    text: `${jobs.nameOf(job)}, ${job.targetName}, ${formatTime(job.endedMs)}`,
    to: pathOf(job.id)!,
  }))
  return {
    ...{ key: 'jobs', label: t('overview.jobs'), figure: number(failed.count) },
    of: t('overview.jobs.of', { hours: number(failed.withinMs / msPerHour) }),
    ...(failed.count > 0 ? { tone: 'warn' as const } : {}),
    ...{ to: '/jobs', lines },
  }
}

/** A volume with its array, as clusters name their volumes alike. */
function placedName(t: Words['t'], { name, within }: { name: string; within?: string }): string {
  return within === undefined ? name : t('overview.volumes.placed', { name, array: within })
}

function volumeTile({ t }: Words, volumes: NonNullable<OverviewHealth['volumes']>): HealthTile {
  const lines = volumes.fullest.slice(0, linesMax).map(one => {
    const left = {
      free: formatMib(one.freeGib * 1024),
      share: formatPercent(one.freeGib / one.capacityGib),
    }
    const text = t('overview.volumes.line', { name: placedName(t, one), ...left })
    return { key: one.id, text, to: pathOf(one.id)! }
  })
  if (volumes.slow > 0) return slowTile(t, volumes, lines)
  const percent = number(100 - volumes.fromPercent)
  return {
    ...{ key: 'volumes', label: t('overview.volumes'), figure: number(volumes.nearFull) },
    of: t('overview.volumes.of', { count: number(volumes.count), percent }),
    ...(volumes.nearFull > 0 ? { tone: 'warn' as const } : {}),
    ...{ to: '/storage/volumes', lines },
  }
}

/** Where requests wait, that goes before what is nearly full. */
function slowTile(
  t: Words['t'],
  { slow, slowest, slowFromMs, count }: NonNullable<OverviewHealth['volumes']>,
  full: readonly Line[],
): HealthTile {
  const lines = slowest.slice(0, linesMax).map(one => ({
    ...{ key: `${one.id} slow`, to: `${pathOf(one.id)!}&tab=performance` },
    text: t('overview.volumes.slowLine', {
      ...{ name: placedName(t, one), ms: number(one.latencyMs) },
    }),
  }))
  return {
    ...{ key: 'volumes', label: t('overview.volumes.slow'), figure: number(slow), tone: 'crit' },
    of: t('overview.volumes.slowOf', { count: number(count), ms: number(slowFromMs) }),
    ...{ to: '/storage/volumes', lines: [...lines, ...full].slice(0, linesMax) },
  }
}

function faultTile({ t }: Words, faults: NonNullable<OverviewHealth['faults']>): HealthTile {
  const lines = faults.latest.slice(0, linesMax).map(one => ({
    ...{ key: one.id, to: '/drill' },
    text: `${one.title}, ${one.targetName}`,
  }))
  return {
    ...{ key: 'faults', label: t('overview.faults'), figure: number(faults.count) },
    ...{ of: t('overview.faults.of'), to: '/drill', lines },
    ...(faults.count > 0 ? { tone: 'crit' as const } : {}),
  }
}

/** What is counted of a fabric as tiles: a figure, what it is out of, and what is behind it. */
export function useHealthTiles(): (health: OverviewHealth, scope?: string) => HealthTile[] {
  const words = useWords()
  return (health, scope) => {
    const query: Record<string, string> = scope === undefined ? {} : { scope }
    const { tips, failedJobs, volumes, faults } = health
    return [
      hostTile(words, health, query),
      vmTile(words, health, query),
      ...(tips ? [tipTile(words, tips)] : []),
      ...(failedJobs ? [jobTile(words, failedJobs)] : []),
      ...(volumes ? [volumeTile(words, volumes)] : []),
      ...(faults ? [faultTile(words, faults)] : []),
    ]
  }
}
