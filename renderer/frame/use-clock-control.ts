import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { clockFactors } from '../../shared/domain/index.ts'
import { useClock, useCommand } from '../session/index.ts'
import { usePaletteActions } from './palette-actions.ts'

export type ClockFactor = (typeof clockFactors)[number]

export interface ClockControl {
  /** `pause`, or the factor as text; undefined while it is not known. */
  chosen: ComputedRef<string | undefined>
  isPermitted: ComputedRef<boolean>
  isRunning: ComputedRef<boolean>
  choose(value: string): void
}

/** Pausing the simulated clock and setting how fast it runs. */
export function useClockControl(): ClockControl {
  const clock = useClock()
  // What it does is seen at once in the status bar.
  const set = useCommand('clock.set', { isQuiet: true })

  return {
    chosen: computed(() => {
      const { status } = clock
      if (!status) return undefined
      return status.paused ? 'pause' : String(status.factor)
    }),
    isPermitted: set.isPermitted,
    isRunning: set.isRunning,
    choose(value) {
      const factor = clockFactors.find(one => String(one) === value)
      void set.run(value === 'pause' ? { paused: true } : { paused: false, factor })
    },
  }
}

/** Offers pausing and resuming in the palette. */
export function useClockPalette(): void {
  const { t } = useI18n({ useScope: 'global' })
  const clock = useClock()
  const set = useCommand('clock.set', { isQuiet: true })
  usePaletteActions({
    'clock.set': {
      run: () => void set.run({ paused: !clock.status?.paused }),
      detail: () => (clock.status?.paused ? t('frame.clock.isPaused') : t('frame.clock.isRunning')),
    },
  })
}
