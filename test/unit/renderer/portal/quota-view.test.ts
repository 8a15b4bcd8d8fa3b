import { describe, expect, test } from 'vitest'
import type { CatalogueItem } from '../../../../shared/contract/index.ts'
import { refuse, viewOfRefusal } from '../../../../shared/refusals/index.ts'
import { blockedOf } from '../../../../renderer/modules/portal/quota-view.ts'
import { pathOfPlace, portalPlaceOf } from '../../../../renderer/modules/portal/portal-place.ts'
import { accounting } from '../provision/model/fixtures.ts'

const item: CatalogueItem = {
  fits: { count: 2, isCapped: false },
  templateId: 'template-3',
  name: 'Database',
  description: '',
  operatingSystem: 'Windows Server 2008 R2',
  hardware: accounting.hardware,
  diskGib: 120,
  quotaPoints: 8,
  roleId: 'role-2',
  maySetPassword: false,
  before: 14,
  after: 22,
  limit: 20,
  readyInS: 240,
}

describe('portal card', () => {
  test('no refusal: it can be requested', () => {
    expect(blockedOf(item)).toBeUndefined()
  })

  test('quota exceeded: what it needs and what is left', () => {
    const data = { quota: 'points', holder: 'you', used: 14, requested: 8, limit: 20 }
    const blockedBecause = viewOfRefusal(refuse('quota.exceeded', data))
    expect(blockedOf({ ...item, blockedBecause })).toEqual({ kind: 'points', needed: 8, left: 6 })
  })

  test('another refusal: is told as it is', () => {
    const refusal = viewOfRefusal(refuse('library.template-disabled', { name: 'Database' }))
    expect(blockedOf({ ...item, blockedBecause: refusal })).toEqual({ kind: 'refusal', refusal })
  })

  test('addresses: there and back, and the catalogue for what is unknown', () => {
    expect(portalPlaceOf('machines')).toBe('machines')
    expect(portalPlaceOf('hosts')).toBe('catalogue')
    expect(portalPlaceOf(undefined)).toBe('catalogue')
    expect(pathOfPlace('activity')).toBe('/portal/activity')
  })
})
