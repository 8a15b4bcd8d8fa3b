import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, test } from 'vitest'
import { menuTemplate } from '../../../electron/menu.ts'

const actions = {
  openDataFolder() {},
  chooseTheme() {},
  openDocumentation() {},
  showAbout() {},
}

function menu(platform: string, isPackaged = true) {
  const template = menuTemplate(platform, isPackaged, actions)
  return new Map(template.map(item => [item.label, names(item)]))
}

function names(item: MenuItemConstructorOptions): (string | undefined)[] {
  const items = Array.isArray(item.submenu) ? item.submenu : []
  return items.map(child => child.label ?? child.role ?? child.type)
}

describe('application menu', () => {
  test('Windows and Linux: five menus, leave in File, About in Help', () => {
    for (const [platform, leave] of [
      ['win32', 'Exit'],
      ['linux', 'Quit'],
    ] as const) {
      const menus = menu(platform)
      expect([...menus.keys()]).toEqual(['File', 'Edit', 'View', 'Window', 'Help'])
      expect(menus.get('File')?.at(-1)).toBe(leave)
      expect(menus.get('Help')).toContain('About Hostward')
    }
  })

  test('macOS: the app’s own menu first, with About and Quit, which are nowhere else', () => {
    const menus = menu('darwin')
    expect([...menus.keys()][0]).toBe('Hostward')
    expect(menus.get('Hostward')).toEqual(expect.arrayContaining(['About Hostward', 'quit']))
    expect(menus.get('Help')).not.toContain('About Hostward')
    expect(menus.get('File')?.at(-1)).toBe('close')
  })

  test('View: theme, zoom and reload; developer tools only where one develops', () => {
    const view = ['Theme', 'resetZoom', 'zoomIn', 'zoomOut', 'reload']
    expect(menu('linux').get('View')).toEqual(expect.arrayContaining(view))
    expect(menu('linux').get('View')).not.toContain('toggleDevTools')
    expect(menu('linux', false).get('View')).toContain('toggleDevTools')
  })
})
