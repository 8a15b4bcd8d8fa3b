import { describe, expect, test } from 'vitest'
import { createVmInput, ratingInput } from '../../../../../shared/contract/index.ts'
import {
  createInputOf,
  diskGibOf,
  fromDisk,
  isCustomisable,
  newVmDraft,
  ratingInputOf,
} from '../../../../../renderer/modules/provision/model/draft.ts'
import { accounting, finishedDraft, plainDisk } from './fixtures.ts'

describe('provision draft', () => {
  test('untouched template: hardware and guest settings stay with the template', () => {
    expect(createInputOf(finishedDraft())).toEqual({
      name: 'acct-017',
      count: 1,
      description: '',
      source: { kind: 'template', templateId: 'template-3' },
      destination: { kind: 'host', hostId: 'host-4', overrideZeroRating: false },
      startAction: 'if-running',
      stopAction: 'save',
      startDelayS: 0,
      startAfterCreation: true,
      workload: 'office-desktop',
      quotaPoints: 3,
      tags: [],
    })
  })

  test('tags, sets and properties: the rating is asked with them as the creation is', () => {
    const rules = {
      ...{ tags: ['sql'], availabilitySets: ['web'], customProperties: { zone: 'a' } },
    }
    const draft = finishedDraft(rules)
    expect(createInputOf(draft)).toMatchObject(rules)
    expect(ratingInputOf(draft)).toMatchObject(rules)
  })

  test('changed memory: the whole hardware is asked for, the guest settings are not', () => {
    const draft = finishedDraft()
    const input = createInputOf({ ...draft, hardware: { ...draft.hardware, memoryMib: 4096 } })
    expect(input.hardware).toEqual({ ...accounting.hardware, memoryMib: 4096 })
    expect(input.guestOs).toBeUndefined()
  })

  test('host group: neither host, volume nor path is sent, whatever was chosen before', () => {
    const draft = finishedDraft({
      destinationKind: 'hostgroup',
      path: 'D:\\VMs',
      volume: { id: 'volume-2', name: 'CSV 2' },
    })
    const input = createInputOf(draft)
    expect(input.destination).toEqual({ kind: 'hostgroup', hostGroupId: 'hostgroup-1' })
    expect(input.path).toBeUndefined()
  })

  test('never started with the host: no delay is sent', () => {
    expect(
      createInputOf(finishedDraft({ startAction: 'never', startDelayS: 90 })).startDelayS,
    ).toBe(0)
  })

  test('disk that is not sysprepped: no guest settings can be asked for', () => {
    const draft = { ...finishedDraft(), ...fromDisk(plainDisk), template: undefined }
    expect(isCustomisable(draft)).toBe(false)
    expect(createInputOf(draft).guestOs).toBeUndefined()
    expect(diskGibOf(draft)).toBe(20)
  })

  test('finished drafts of all three sources: the contract takes them', () => {
    const blank = finishedDraft({ sourceKind: 'blank', template: undefined })
    const disk = { ...finishedDraft(), ...fromDisk(plainDisk) }
    for (const draft of [finishedDraft(), blank, disk]) {
      expect(createVmInput.safeParse(createInputOf(draft)).error?.issues).toBeUndefined()
      expect(ratingInput.safeParse(ratingInputOf(draft)).error?.issues).toBeUndefined()
    }
  })

  test('nothing chosen: the contract refuses it', () => {
    expect(createVmInput.safeParse(createInputOf(newVmDraft())).success).toBe(false)
  })

  test('several VMs: the rating is not asked for a name that no VM will have', () => {
    expect(ratingInputOf(finishedDraft({ name: 'acct-###', count: 5 })).name).toBeUndefined()
    expect(ratingInputOf(finishedDraft()).name).toBe('acct-017')
  })
})
