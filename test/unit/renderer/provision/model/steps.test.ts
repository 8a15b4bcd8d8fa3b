import { describe, expect, test } from 'vitest'
import { fromDisk, newVmDraft } from '../../../../../renderer/modules/provision/model/draft.ts'
import {
  faultsOf,
  stepOfField,
  stepOfRefusal,
  stepsOf,
} from '../../../../../renderer/modules/provision/model/steps.ts'
import { finishedDraft, plainDisk, ratingOf, zero } from './fixtures.ts'

describe('provision steps', () => {
  test('automatic destination: host and path are left out', () => {
    const steps = stepsOf(finishedDraft({ destinationKind: 'hostgroup' }))
    expect(steps).not.toContain('host')
    expect(steps).not.toContain('path')
  })

  test('disk that is not sysprepped: guest settings are left out', () => {
    expect(stepsOf({ ...finishedDraft(), ...fromDisk(plainDisk) })).not.toContain('guestOs')
  })

  test('finished draft on a suitable host: nothing is wrong', () => {
    expect(faultsOf(finishedDraft(), ratingOf())).toEqual({})
  })

  test('new draft: source, name and host are missing', () => {
    const faults = faultsOf(newVmDraft())
    expect(faults.source).toEqual([{ field: 'source.templateId', fault: 'templateId' }])
    expect(faults.identity).toEqual([{ field: 'name', fault: 'name' }])
    expect(faults.host).toEqual([{ field: 'destination.hostId', fault: 'hostId' }])
  })

  test('numbers that make a name too long: the name is at fault', () => {
    const faults = faultsOf(finishedDraft({ name: 'x'.repeat(98), count: 500 }), ratingOf())
    expect(faults.identity).toEqual([
      { field: 'name', fault: 'nameLong', values: { length: 102, limit: 100 } },
    ])
  })

  test('adapter without a network: the networks page is at fault', () => {
    const draft = finishedDraft()
    const adapters = [{ key: 1, network: '', kind: 'synthetic' as const, vlan: undefined }]
    const faults = faultsOf({ ...draft, hardware: { ...draft.hardware, adapters } }, ratingOf())
    expect(faults).toEqual({
      networks: [{ field: 'hardware.networks.0.network', fault: 'network' }],
    })
  })

  test('host without a star: refused until it is overridden, where that is allowed', () => {
    const rating = ratingOf({ stars: 0, reasons: [zero(true)] })
    const values = { host: 'hv-04' }
    expect(faultsOf(finishedDraft(), rating).host).toEqual([
      { field: 'destination.hostId', fault: 'hostZero', values },
    ])
    expect(faultsOf(finishedDraft({ overrideZeroRating: true }), rating)).toEqual({})
  })

  test('host that is blocked: no override helps', () => {
    const rating = ratingOf({ stars: 0, reasons: [zero(true), zero(false)] })
    const values = { host: 'hv-04' }
    expect(faultsOf(finishedDraft({ overrideZeroRating: true }), rating).host).toEqual([
      { field: 'destination.hostId', fault: 'hostBlocked', values },
    ])
  })

  test('refusals of the command: each leads to the page where it is put right', () => {
    const onHost = finishedDraft()
    const automatic = finishedDraft({ destinationKind: 'hostgroup' })
    expect(stepOfRefusal('name.taken', onHost)).toBe('identity')
    expect(stepOfRefusal('limit.memory', onHost)).toBe('hardware')
    expect(stepOfRefusal('placement.no-host', automatic)).toBe('destination')
    expect(stepOfRefusal('placement.host-unsuitable', onHost)).toBe('host')
    expect(stepOfRefusal('store.failed', onHost)).toBe('summary')
  })

  test('fields of the contract: each stands on one page', () => {
    expect(stepOfField('hardware.networks.1.vlan')).toBe('networks')
    expect(stepOfField('hardware.cpuCount')).toBe('hardware')
    expect(stepOfField('destination.volumeId')).toBe('path')
    expect(stepOfField('unheard-of')).toBe('summary')
  })
})
