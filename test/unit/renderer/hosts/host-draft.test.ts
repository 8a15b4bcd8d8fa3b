import { expect, test } from 'vitest'
import type { HostDetails } from '../../../../shared/contract/index.ts'
import { defaultReserves } from '../../../../shared/domain/index.ts'
import {
  hostChangesOf,
  hostDraftOf,
} from '../../../../renderer/modules/hosts/properties/host-draft.ts'

const host = {
  ...{ availableForPlacement: true, placementPaths: ['D:\\VMs'], notes: '' },
  customProperties: { Rack: 'R7' },
  reserves: { isOwn: false, own: defaultReserves, inherited: defaultReserves, parentMib: 512 },
} as unknown as HostDetails

test('host properties: nothing typed: nothing to save', () => {
  expect(hostChangesOf(hostDraftOf(host), host)).toEqual({})
})

test('host properties: reserves of its own: all change hands, and only what differs is sent', () => {
  const draft = hostDraftOf(host)
  draft.isOwn = true
  draft.reserves.memoryReserveMib = 2048
  expect(hostChangesOf(draft, host)).toEqual({ memoryReserveMib: 2048, overridesReserves: true })
})

test('host properties: folders one a line, and a property without a value goes', () => {
  const draft = { ...hostDraftOf(host), paths: 'D:\\VMs\n\n E:\\VMs \nD:\\VMs', properties: [] }
  expect(hostChangesOf(draft, host)).toEqual({
    placementPaths: ['D:\\VMs', 'E:\\VMs'],
    customProperties: { Rack: '' },
  })
})
