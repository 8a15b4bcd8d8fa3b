export { initialsOf } from './initials.ts'
export { usePaletteActions, type PaletteAction } from './palette-actions.ts'
export { iconOf, pathOf } from './places.ts'
export { isChord, useShortcut, type ShortcutOptions } from './use-shortcut.ts'
