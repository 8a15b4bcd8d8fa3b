import { useI18n } from 'vue-i18n'
import type { ConsoleScreenView } from '../../../../shared/contract/index.ts'

export interface ScreenWords {
  /** What is going on, such as "Starting services". */
  what(view: ConsoleScreenView): string
  /** All that there is to see, such as "Windows 7, starting services, 62 %". */
  all(view: ConsoleScreenView): string
  /** The whole percentage that goes with it, such as "62 %"; empty where there is none. */
  progress(view: ConsoleScreenView): string
}

/** A VM's screen in words: for its own lines, and for whoever does not see it. */
export function useScreenWords(): ScreenWords {
  const { t } = useI18n({ useScope: 'global' })

  function what({ screen, phase }: ConsoleScreenView): string {
    const isBoot = screen === 'booting' && phase !== undefined
    return t(isBoot ? `console.phase.${phase}` : `console.screen.${screen}`)
  }

  function progress({ screen, progressPercent, cpuPercent }: ConsoleScreenView): string {
    const percent = screen === 'busy' ? cpuPercent : progressPercent
    return percent === undefined ? '' : t('console.percent', { percent: Math.round(percent) })
  }

  function all(view: ConsoleScreenView): string {
    const { operatingSystem } = view
    const said = what(view)
    const inside = said.charAt(0).toLowerCase() + said.slice(1)
    return [operatingSystem, inside, progress(view)].filter(part => part !== '').join(', ')
  }

  return { what, all, progress }
}
