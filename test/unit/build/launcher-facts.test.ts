import { describe, expect, test } from 'vitest'
import { downloadTrouble } from '../../../build/launcher/download.mjs'
import { binaryInDistribution, hasDisplay } from '../../../build/launcher/facts.mjs'

describe('launcher facts', () => {
  test('displays: named by a variable on Linux, given on Windows and macOS', () => {
    expect(hasDisplay('linux', {})).toBe(false)
    expect(hasDisplay('linux', { DISPLAY: '' })).toBe(false)
    expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true)
    expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true)
    expect(hasDisplay('win32', {})).toBe(true)
    expect(hasDisplay('darwin', {})).toBe(true)
  })

  test('the executable of a distribution: as each platform calls it', () => {
    expect(binaryInDistribution('linux')).toBe('electron')
    expect(binaryInDistribution('win32')).toBe('electron.exe')
    expect(binaryInDistribution('darwin')).toContain('Electron.app')
  })

  test('a failed download: one line, and plain words where there is no network', () => {
    expect(downloadTrouble('TypeError: fetch failed\n    at node')).toBe(
      'its host cannot be reached',
    )
    expect(downloadTrouble('\nHTTPError: Response code 404\n    at x')).toBe(
      'HTTPError: Response code 404',
    )
    expect(downloadTrouble('')).toBe('it gave no reason')
  })
})
