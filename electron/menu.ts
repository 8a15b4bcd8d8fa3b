import type { MenuItemConstructorOptions } from 'electron'
import { texts } from './texts.ts'

export interface MenuActions {
  openDataFolder(): void
  chooseTheme(choice: 'light' | 'dark' | 'system'): void
  openDocumentation(): void
  showAbout(): void
}

/**
 * The application menu as each platform has it: on macOS the app's own menu comes first and holds
 * About and Quit; elsewhere these are in File and Help.
 * @param platform as Node names it
 * @param isPackaged leaves the developer tools out of what people install
 */
export function menuTemplate(
  platform: string,
  isPackaged: boolean,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin'
  const about = { label: texts.about, click: () => actions.showAbout() }
  const appMenu: MenuItemConstructorOptions = {
    label: texts.appName,
    submenu: [about, separator, { role: 'hide' }, { role: 'unhide' }, separator, { role: 'quit' }],
  }
  return [
    ...(isMac ? [appMenu] : []),
    fileMenu(platform, actions),
    { label: texts.edit, role: 'editMenu' },
    viewMenu(isPackaged, actions),
    { label: texts.window, role: 'windowMenu' },
    helpMenu(isMac ? [] : [separator, about], actions),
  ]
}

const separator: MenuItemConstructorOptions = { type: 'separator' }

function fileMenu(platform: string, actions: MenuActions): MenuItemConstructorOptions {
  const leave: MenuItemConstructorOptions =
    platform === 'darwin'
      ? { role: 'close' }
      : { role: 'quit', label: platform === 'win32' ? texts.exit : texts.quit }
  return {
    label: texts.file,
    submenu: [
      { label: texts.openDataFolder, click: () => actions.openDataFolder() },
      separator,
      leave,
    ],
  }
}

function viewMenu(isPackaged: boolean, actions: MenuActions): MenuItemConstructorOptions {
  const themes: MenuItemConstructorOptions[] = [
    { label: texts.themeLight, click: () => actions.chooseTheme('light') },
    { label: texts.themeDark, click: () => actions.chooseTheme('dark') },
    { label: texts.themeSystem, click: () => actions.chooseTheme('system') },
  ]
  return {
    label: texts.view,
    submenu: [
      { label: texts.theme, submenu: themes },
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      { role: 'reload' },
      ...(isPackaged ? [] : [{ role: 'toggleDevTools' } satisfies MenuItemConstructorOptions]),
    ],
  }
}

function helpMenu(
  last: MenuItemConstructorOptions[],
  actions: MenuActions,
): MenuItemConstructorOptions {
  const documentation = { label: texts.documentation, click: () => actions.openDocumentation() }
  return { label: texts.help, role: 'help', submenu: [documentation, ...last] }
}
