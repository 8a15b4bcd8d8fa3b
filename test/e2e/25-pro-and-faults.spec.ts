import { beforeAll, expect, test } from 'vitest'
import type { FaultKind, HostGroupId } from '../../shared/domain/index.ts'
import type { RawWire } from '../kit/e2e/host.ts'
import { administrator, capture, choose, signIn, story, t, visit } from '../kit/e2e/index.ts'

story('PRO and faults', { fabric: 'state-agency-san', goesOn: true }, parts => {
  let wire: RawWire

  beforeAll(async () => {
    wire = await parts.host.wire(administrator)
    const { nodes } = await wire.client.hostGroup.tree({})
    const levels = { monitoring: 'all', automation: 'all' } as const
    await wire.client.pro.setSettings({ id: nodes[0]!.id as HostGroupId, levels })
    await wire.client.clock.set({ paused: false, factor: 60 })
    await signIn(parts.host.page, administrator)
  })

  async function strike(kind: FaultKind, text: string): Promise<void> {
    const { rows } = await wire.client.fault.targets({ kind, text })
    await wire.client.fault.inject({ kind, targetId: rows[0]!.id })
  }

  /** Waits until PRO has done by itself what this tip says, and shows the tip. */
  async function cured(source: string, name: string): Promise<void> {
    const { page } = parts.host
    const statuses = async () => {
      const { rows } = await wire.client.pro.list({ text: name })
      return rows.filter(tip => tip.sourceName === source).map(tip => `${tip.mode} ${tip.status}`)
    }
    await expect.poll(statuses, { timeout: 120000 }).toContain('automatic closed')
    await visit(page, '/pro/tips')
    await page.getByRole('radio', { name: t('pro.tips.group.history') }).click()
    await choose(page, source, name)
    await page.getByRole('heading', { name: t('pro.evidence') }).waitFor()
  }

  test('a guest that hangs is reset, and answers', async () => {
    await strike('guest-hang', 'lb-app-01')
    await cured('lb-app-01', 'Guest does not answer')
    await capture(parts.host, 'pro-guest-silent')
  })

  test('a node that has lost its paths gives its VMs to nodes that have some', async () => {
    const { rows } = await wire.client.host.list({ limit: 50 })
    // A coordinator without paths gives its volumes away, so another node is taken.
    const owners = (await wire.client.storage.volumes({})).map(volume => volume.ownerName)
    const node = rows.find(({ clusterId, name }) => clusterId && !owners.includes(name))!
    await strike('all-paths-down', node.name)
    await cured(node.name, 'VMs of the host go through another node')
    await capture(parts.host, 'pro-redirected')
  })

  test('a full volume grows, and its guests go on', async () => {
    await strike('volume-full', 'Volume1')
    await cured('Volume1', 'Volume has little room left')
    await capture(parts.host, 'pro-full')
  })
})
