import type { EnergyReport } from '../../../shared/contract/index.ts'
import { formatDate, formatNumber, formatTime, type FigureChart } from '../../ui/index.ts'

/** Watt-hours, from ten thousand on as kilowatt-hours. */
export function energyText(wh: number): string {
  return wh >= 10000 ? `${formatNumber(wh / 1000, 1)} kWh` : `${formatNumber(wh)} Wh`
}

/** Bars of what was drawn and saved in each hour or day. */
export function chartOf(
  periods: EnergyReport['periods'],
  by: 'hour' | 'day',
  label: (key: 'energy' | 'saved' | 'hour' | 'day') => string,
): FigureChart {
  const name = by === 'hour' ? formatTime : formatDate
  return {
    kind: 'bar',
    x: { name: label(by), unit: '', values: periods.map(one => name(one.fromMs)) },
    series: [
      { key: 'energy', name: label('energy'), unit: 'Wh', values: periods.map(p => p.energyWh) },
      { key: 'saved', name: label('saved'), unit: 'Wh', values: periods.map(p => p.savedWh) },
    ],
  }
}
