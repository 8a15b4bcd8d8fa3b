import type { ThemeDefinition } from 'vuetify'
import { tokenColor, type ThemeName } from './tokens.ts'

/** Vuetify's roles, each with the token that fills it. */
const roles = {
  background: 'canvas',
  surface: 'surface',
  'surface-variant': 'sunken',
  'surface-light': 'hover',
  'on-background': 'text',
  'on-surface': 'text',
  'on-surface-variant': 'text-2',
  primary: 'accent-fill',
  'on-primary': 'on-accent',
  secondary: 'text-2',
  error: 'crit',
  info: 'busy',
  success: 'ok',
  warning: 'warn',
} as const

/** The Vuetify theme of that name, made of the tokens alone. */
export function vuetifyTheme(theme: ThemeName): ThemeDefinition {
  const colors: Record<string, string> = {}
  for (const [role, token] of Object.entries(roles)) colors[role] = tokenColor(theme, token)
  return {
    dark: theme === 'dark',
    colors,
    variables: { 'border-color': tokenColor(theme, 'line-strong'), 'border-opacity': 1 },
  }
}

/** What Vuetify's parts are given everywhere, unless a part asks for something else. */
export const vuetifyDefaults = {
  global: { ripple: false, elevation: 0, density: 'compact' },
  VDialog: { transition: false, scrim: true },
  VMenu: { transition: false, offset: 4 },
  VTooltip: { transition: false, openDelay: 400, offset: 4 },
} as const
