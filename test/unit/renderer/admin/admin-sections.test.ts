import { describe, expect, test } from 'vitest'
import {
  adminSections,
  sectionOf,
  sectionsFor,
} from '../../../../renderer/modules/admin/admin-sections.ts'
import { profilePrivileges } from '../../../../shared/rights/index.ts'

describe('admin sections', () => {
  test('admin sections: an administrator: sees all of them', () => {
    const held = profilePrivileges.administrator
    expect(sectionsFor(one => held.has(one))).toEqual(adminSections)
  })

  test('admin sections: without any right: the own sessions are left', () => {
    expect(sectionsFor(() => false).map(one => one.key)).toEqual(['sessions'])
  })

  test('admin sections: a path that names none that is offered: the first one is shown', () => {
    const offered = sectionsFor(one => one === 'role.read')
    expect(sectionOf('users', offered)).toBe('roles')
    expect(sectionOf('sessions', offered)).toBe('sessions')
    expect(sectionOf(undefined, offered)).toBe('roles')
  })
})
