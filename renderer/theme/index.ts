export { chartTheme, seriesTokens } from './chart-theme.ts'
export { readTokens, tokenColor, type ThemeName, type TokenSet } from './tokens.ts'
export { startTheme, useTheme, type ThemeChoice, type ThemeHandle } from './use-theme.ts'
export { vuetifyDefaults, vuetifyTheme } from './vuetify-theme.ts'
