import { describe, expect, test } from 'vitest'
import { createInputOf } from '../../../../../renderer/modules/provision/model/draft.ts'
import { scriptOf } from '../../../../../renderer/modules/provision/model/script.ts'
import { finishedDraft } from './fixtures.ts'

describe('provision script', () => {
  test('web call: the body is exactly what the wizard sends', () => {
    const draft = finishedDraft()
    const { api } = scriptOf(draft)
    const body = api.slice(api.indexOf('\n\n') + 2)
    expect(JSON.parse(body)).toEqual(createInputOf(draft))
    expect(api.startsWith('POST /api/vms/create\n')).toBe(true)
  })

  test('one VM on a host: template, host and name are looked up and named', () => {
    const { cmdlets } = scriptOf(finishedDraft())
    expect(cmdlets).toContain('$template = Get-SCVMTemplate -Name "Accounting desktop"')
    expect(cmdlets).toContain('$vmHost = Get-SCVMHost -ComputerName "hv-04"')
    expect(cmdlets).toContain('-Name "acct-017"')
    expect(cmdlets).not.toContain('ForEach-Object')
  })

  test('several VMs: a loop gives each its number', () => {
    const { cmdlets } = scriptOf(finishedDraft({ name: 'acct-###', count: 12 }))
    expect(cmdlets).toContain('1..12 | ForEach-Object {')
    expect(cmdlets).toContain('-Name ("acct-{0:D3}" -f $_)')
  })

  test('host group: the best rating is taken', () => {
    const { cmdlets } = scriptOf(finishedDraft({ destinationKind: 'hostgroup' }))
    expect(cmdlets).toContain('Get-SCVMHostRating -VMHostGroup $group')
    expect(cmdlets).toContain('-PlacementGoal LoadBalance')
    expect(cmdlets).toContain('$vmHost = $best.VMHost')
  })

  test('text with quotes and variables: it stays text', () => {
    const { cmdlets } = scriptOf(finishedDraft({ description: 'say "$x" `now`' }))
    expect(cmdlets).toContain('-Description "say `"`$x`" ``now``"')
  })
})
