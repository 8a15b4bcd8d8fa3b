import { describe, expect, test } from 'vitest'
import {
  newTemplateDraft,
  templateDraftOf,
  templateFaults,
  templateInputOf,
  templateStepOfRefusal,
  withDisk,
} from '../../../../../renderer/modules/library/model/template-draft.ts'
import { templateInput } from '../../../../../shared/contract/index.ts'
import { accounting, plainDisk } from '../../provision/model/fixtures.ts'

describe('library template draft', () => {
  test('new draft: name and disk are missing, the rest is in order', () => {
    expect(templateFaults(newTemplateDraft())).toEqual({ name: ['name'], disk: ['diskId'] })
  })

  test('draft of a template: the contract takes it as it is', () => {
    const draft = templateDraftOf(accounting, 'edit')
    expect(templateFaults(draft)).toEqual({})
    expect(templateInput.parse(templateInputOf(draft))).toMatchObject({
      name: 'Accounting desktop',
      hardware: accounting.hardware,
      quotaPoints: 3,
    })
  })

  test('copy: neither identity nor name is taken over', () => {
    expect(templateDraftOf(accounting, 'copy')).toMatchObject({ templateId: undefined, name: '' })
  })

  test('disk with an operating system: the guest settings name it', () => {
    const server = { ...plainDisk, operatingSystem: 'Windows 7' }
    expect(withDisk(newTemplateDraft(), server).guestOs.operatingSystem).toBe('Windows 7')
    const before = newTemplateDraft().guestOs.operatingSystem
    expect(withDisk(newTemplateDraft(), plainDisk).guestOs.operatingSystem).toBe(before)
  })

  test('emptied field: its page is at fault', () => {
    const draft = templateDraftOf(accounting, 'edit')
    const hardware = { ...draft.hardware, memoryMib: undefined }
    expect(templateFaults({ ...draft, hardware })).toEqual({ hardware: ['hardware.memoryMib'] })
    expect(templateFaults({ ...draft, quotaPoints: undefined })).toEqual({
      points: ['quotaPoints'],
    })
  })

  test('refusals: each leads to the page where it is put right', () => {
    expect(templateStepOfRefusal('name.taken')).toBe('name')
    expect(templateStepOfRefusal('limit.memory')).toBe('hardware')
    expect(templateStepOfRefusal('store.failed')).toBe('summary')
  })
})
