import { describe, expect, test } from 'vitest'
import {
  adaptersMax,
  hardwareDraftOf,
  hardwareOf,
  newHardwareDraft,
  profileMatching,
  sameHardware,
  unconnected,
  withAdapter,
  withAdapterChange,
  withoutAdapter,
} from '../../../../../renderer/modules/library/model/hardware-draft.ts'
import type { Hardware, HardwareProfileView } from '../../../../../shared/contract/index.ts'

const small: Hardware = {
  cpuCount: 1,
  memoryMib: 512,
  cpuWeight: 100,
  cpuReservePercent: 0,
  cpuLimitPercent: 100,
  highlyAvailable: false,
  networks: [{ network: 'LAN', kind: 'emulated', vlan: 12 }],
}

describe('library hardware draft', () => {
  test('there and back: nothing is lost', () => {
    expect(hardwareOf(hardwareDraftOf(small))).toEqual(small)
  })

  test('adapter added, changed and removed: the others keep their keys', () => {
    let draft = withAdapter(withAdapter(newHardwareDraft(), 'LAN'), 'DMZ')
    draft = withAdapterChange(draft, 2, { vlan: 7, kind: 'emulated' })
    draft = withoutAdapter(draft, 1)
    expect(draft.adapters).toEqual([{ key: 2, network: 'DMZ', kind: 'emulated', vlan: 7 }])
    expect(withAdapter(draft, 'LAN').adapters.map(one => one.key)).toEqual([2, 3])
  })

  test('more adapters than a VM has: no further one is added', () => {
    let draft = newHardwareDraft()
    for (let turn = 0; turn < adaptersMax + 3; turn += 1) draft = withAdapter(draft, 'LAN')
    expect(draft.adapters).toHaveLength(adaptersMax)
  })

  test('adapter without a network: named by its place', () => {
    expect(unconnected(withAdapter(withAdapter(newHardwareDraft(), 'LAN'), ' '))).toEqual([
      'hardware.networks.1.network',
    ])
  })

  test('profile: matches until one value differs', () => {
    const profile: HardwareProfileView = { ...small, id: 'hwprofile-1', name: 'S', description: '' }
    const draft = hardwareDraftOf(profile)
    expect(profileMatching(draft, [profile])?.id).toBe('hwprofile-1')
    expect(profileMatching({ ...draft, cpuCount: 2 }, [profile])).toBeUndefined()
    expect(sameHardware(small, { ...small, highlyAvailable: true })).toBe(false)
  })
})
