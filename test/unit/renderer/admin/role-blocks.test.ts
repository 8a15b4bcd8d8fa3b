import { describe, expect, test } from 'vitest'
import { deleteBlock, editBlock } from '../../../../renderer/modules/admin/roles/role-blocks.ts'

const administrators = { profile: 'administrator', hiddenScope: 0 } as const
const own = { profile: 'self-service-user', hiddenScope: 0 } as const
const wider = { profile: 'delegated-administrator', hiddenScope: 2 } as const

describe('role blocks', () => {
  test('role blocks: an administrator: may change every role, and delete all but one', () => {
    expect([administrators, own, wider].map(role => editBlock(role, true))).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect([administrators, own, wider].map(role => deleteBlock(role, true))).toEqual([
      'theOne',
      undefined,
      undefined,
    ])
  })

  test('role blocks: a delegated administrator: only roles that lie wholly in sight', () => {
    expect([administrators, own, wider].map(role => editBlock(role, false))).toEqual([
      'administratorOnly',
      undefined,
      'hiddenScope',
    ])
  })
})
