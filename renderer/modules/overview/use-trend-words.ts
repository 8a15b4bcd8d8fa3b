import { useI18n } from 'vue-i18n'
import type { OverviewTrend } from '../../../shared/contract/index.ts'
import { msPerHour, msPerMinute } from '../../../shared/domain/index.ts'
import { formatMib, formatNumber, formatPercentage, type Tone } from '../../ui/index.ts'

/** Days within which something that fills asks for attention at once, and before long. */
const critDays = 7
const warnDays = 30
/** Beyond, nobody needs the number. */
const mostDays = 3650

/** A line so fresh that its slope may be that of an hour of the day. */
const dayMs = 24 * msPerHour

/** The figures of a trend in words. */
export function useTrendWords() {
  const { t } = useI18n()

  function toneOf({ line }: OverviewTrend): 'warn' | 'crit' | undefined {
    const days = line?.full?.days ?? Infinity
    if (days <= critDays) return 'crit'
    return days <= warnDays ? 'warn' : undefined
  }

  function daysText(days: number): string {
    if (days > mostDays) return t('overview.trends.years')
    return formatNumber(days, days < 9.95 ? 1 : 0)
  }

  /** A change in percent of the capacity as an amount with its sign. */
  function changeOf(percent: number, { capacityMib }: OverviewTrend): string {
    const mib = (percent / 100) * capacityMib
    const text = formatMib(Math.abs(mib))
    if (Math.abs(mib) < 0.5) return text
    return mib > 0 ? `+${text}` : `\u2212${text}`
  }

  function verdictOf(row: OverviewTrend): { label: string; tone: Tone } {
    const full = row.line?.full
    const tone = toneOf(row) ?? 'idle'
    if (!full) return { label: t('overview.trends.notFilling'), tone }
    return { label: t('overview.trends.days', { days: daysText(full.days) }), tone }
  }

  function becauseOf({ line, samples, everyMs }: OverviewTrend): string {
    const full = line?.full
    if (full) {
      const [earliest, latest] = [full.earliest, full.latest ?? Infinity].map(daysText)
      const bounds = t('overview.trends.between', { earliest, latest })
      return samples * everyMs < dayMs ? `${bounds} ${t('overview.trends.young')}` : bounds
    }
    if (line?.low === line?.high) return t('overview.trends.still')
    return t(line && line.high < 0 ? 'overview.trends.falls' : 'overview.trends.maybeNone')
  }

  return {
    ...{ toneOf, verdictOf, becauseOf },
    slopeOf: (row: OverviewTrend) => changeOf(row.line?.perDay ?? 0, row),
    kindOf: ({ resource, capacityMib, within }: OverviewTrend) => {
      const kind = t(`overview.trends.${resource}`, { size: formatMib(capacityMib) })
      return within === undefined ? kind : t('overview.trends.placed', { within, kind })
    },
    amountOf: ({ line, capacityMib }: OverviewTrend) =>
      t('overview.usedOf', {
        used: formatMib(((line?.now ?? 0) / 100) * capacityMib),
        all: formatMib(capacityMib),
      }),
    boundsOf: (row: OverviewTrend) =>
      t('overview.trends.bounds', {
        low: changeOf(row.line?.low ?? 0, row),
        high: changeOf(row.line?.high ?? 0, row),
      }),
    spanOf({ samples, everyMs }: OverviewTrend) {
      const hours = everyMs >= msPerHour
      const every = formatNumber(everyMs / (hours ? msPerHour : msPerMinute))
      const key = hours ? 'overview.trends.samplesHours' : 'overview.trends.samplesMinutes'
      return t(key, { samples: formatNumber(samples), every })
    },
    historyOf({ name, history }: OverviewTrend) {
      if (history.length === 0) return t('overview.trends.noSamples', { name })
      const [from, to] = [Math.min(...history), Math.max(...history)]
      const figures = { from: formatNumber(from, 1), to: formatPercentage(to, 1) }
      return t('overview.trends.historyLabel', { name, ...figures })
    },
    tooLittle: ({ samples, samplesMin }: OverviewTrend) =>
      t('overview.trends.tooLittle', { samples, needed: samplesMin }),
  }
}
