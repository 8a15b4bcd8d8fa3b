import { computed, readonly, ref, watch, type Ref } from 'vue'
import type { ThemeName } from './tokens.ts'

export type ThemeChoice = ThemeName | 'system'

const storageKey = 'hostward.theme'
const choice = ref<ThemeChoice>(readChoice())
const systemIsDark = ref(false)

const theme = computed<ThemeName>(() => {
  if (choice.value !== 'system') return choice.value
  return systemIsDark.value ? 'dark' : 'light'
})

export interface ThemeHandle {
  /** What the person chose. */
  choice: Readonly<Ref<ThemeChoice>>
  /** What is shown. */
  theme: Readonly<Ref<ThemeName>>
  choose(next: ThemeChoice): void
}

/** The theme of this window, kept for the next start. */
export function useTheme(): ThemeHandle {
  return { choice: readonly(choice), theme, choose }
}

/**
 * Puts the theme on the page and keeps it there; called once, before anything is drawn. `onChange`
 * is told the theme at once and on every change.
 */
export function startTheme(onChange: (theme: ThemeName) => void): void {
  const query = matchMedia('(prefers-color-scheme: dark)')
  systemIsDark.value = query.matches
  query.addEventListener('change', event => (systemIsDark.value = event.matches))
  watch(
    theme,
    value => {
      document.documentElement.dataset.theme = value
      onChange(value)
    },
    { immediate: true, flush: 'sync' },
  )
}

function choose(next: ThemeChoice): void {
  choice.value = next
  try {
    localStorage.setItem(storageKey, next)
  } catch {
    // A browser that keeps nothing still shows the theme until the window closes.
  }
}

function readChoice(): ThemeChoice {
  try {
    const kept = localStorage.getItem(storageKey)
    return kept === 'light' || kept === 'dark' ? kept : 'system'
  } catch {
    return 'system'
  }
}
