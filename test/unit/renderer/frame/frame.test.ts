// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { initialsOf } from '../../../../renderer/frame/initials.ts'
import { pathOf } from '../../../../renderer/frame/places.ts'
import { bestOf } from '../../../../renderer/frame/use-palette.ts'
import { isChord } from '../../../../renderer/frame/use-shortcut.ts'
import { workspaceOf, workspacesFor } from '../../../../renderer/frame/workspaces.ts'

describe('frame', () => {
  it('initials: of first and last word, whatever parts them', () => {
    expect(['Kim Alvarez', 'admin', 'ana.maria.whitfield', 'LAB\\jo', ''].map(initialsOf)).toEqual([
      'KA',
      'A',
      'AW',
      'LJ',
      '',
    ])
  })

  it('workspaces: only what a right opens, in the order of the rail', () => {
    const held = new Set(['job.read', 'vm.read', 'template.read'])
    expect(workspacesFor(privilege => held.has(privilege)).map(one => one.key)).toEqual([
      'vms',
      'library',
      'jobs',
    ])
  })

  it('workspaces: a page below a workspace belongs to it, a longer word does not', () => {
    expect([workspaceOf('/vms/vm-3')?.key, workspaceOf('/vmsx')?.key]).toEqual(['vms', undefined])
  })

  it('places: an object leads to its page, and one without a page to none', () => {
    expect([pathOf('vm-12'), pathOf('cluster-1'), pathOf('volume-1'), pathOf('nonsense')]).toEqual([
      '/vms/vm-12',
      '/vms?scope=cluster-1',
      '/storage/volumes?select=volume-1',
      undefined,
    ])
  })

  it('palette: the best match first, what is blocked last, what does not match not at all', () => {
    const items = [
      { key: 'a', label: 'Restart host' },
      { key: 'b', label: 'Start', blockedBecause: 'Choose something' },
      { key: 'c', label: 'Start job' },
      { key: 'd', label: 'Delete' },
    ]
    expect(bestOf('start', items).map(one => one.key)).toEqual(['c', 'a', 'b'])
    expect(bestOf('', items)).toHaveLength(4)
  })

  it('chords: modifiers count, named keys have their short names', () => {
    const press = (key: string, more: KeyboardEventInit = {}) =>
      new KeyboardEvent('keydown', { key, ...more })
    expect(isChord('Ctrl K', press('k', { ctrlKey: true }))).toBe(true)
    expect(isChord('Ctrl K', press('k', { metaKey: true }))).toBe(true)
    expect(isChord('Ctrl K', press('k'))).toBe(false)
    expect(isChord('S', press('s', { ctrlKey: true }))).toBe(false)
    expect(isChord('Del', press('Delete'))).toBe(true)
  })
})
