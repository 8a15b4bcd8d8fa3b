import { expect, test } from 'vitest'
import { defaultDataFolder } from '../../../host/default-data-folder.ts'

test.each([
  ['linux', {}, '/home/ann', '/home/ann/.local/share/hostward'],
  ['linux', { XDG_DATA_HOME: '/data/ann' }, '/home/ann', '/data/ann/hostward'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ann', '/home/ann/.local/share/hostward'],
  ['darwin', {}, '/Users/ann', '/Users/ann/Library/Application Support/Hostward/server'],
  ['win32', { LOCALAPPDATA: 'D:\\local' }, 'C:\\Users\\ann', 'D:\\local\\Hostward\\server'],
  ['win32', {}, 'C:\\Users\\ann', 'C:\\Users\\ann\\AppData\\Local\\Hostward\\server'],
] as const)('data folder: %s with %o', (platform, environment, home, expected) => {
  expect(defaultDataFolder(platform, environment, home)).toBe(expected)
})
