import type { z } from 'zod'
import type { AnyId, ProLevels, TipId, TipStatus } from '../../../../shared/domain/index.ts'
import { proRule } from '../../../../shared/domain/index.ts'
import { Lab } from '../../../kit/lab.ts'

const words = {
  ...{ title: 'Asks the disks', description: 'It asks.', cause: 'It runs.' },
  ...{ remedialAction: 'Limit it.', source: 'A test.' },
}

/** A rule that holds for every VM that runs, besides what is said otherwise. */
export function runs(id: string, more: Partial<z.input<typeof proRule>> = {}) {
  const samples = { need: 1, of: 1 }
  return proRule.parse({ id, ...words, target: 'vm', warning: 'iops > 1.0', samples, ...more })
}

/** The proof-of-concept lab whose shipped packs are off, watched for rules of a test. */
export async function proLab(
  rules: readonly ReturnType<typeof runs>[],
  { automation = 'none' as ProLevels['automation'], runningVms = Infinity } = {},
) {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  for (const pack of await admin.pro.packs({})) {
    await admin.pro.setPack({ packId: pack.id, isEnabled: false })
  }
  for (const rule of rules) await admin.pro.createRule({ rule })
  const root = [...world.all('hostgroup')].find(group => group.parentId === undefined)!
  await admin.pro.setSettings({ id: root.id, levels: { monitoring: 'all', automation } })
  const [vm, ...others] = [...world.all('vm')].filter(one => one.state === 'running')
  const idle = others.slice(Math.min(others.length, runningVms - 1)).map(one => one.id)
  if (idle.length > 0) await admin.vm.turnOff({ vmIds: idle })
  const tipsOn = (sourceId: AnyId, rule: string) =>
    [...world.all('tip')].filter(
      tip => tip.sourceId === sourceId && tip.rule === `own-rules/${rule}`,
    )
  return {
    ...{ lab, admin, world, root, vmId: vm!.id, tipsOn },
    /** The last tip of a rule on the VM of the test. */
    tip: (rule: string) => tipsOn(vm!.id, rule).at(-1)!,
    /** The ways that a tip went. */
    way: (id: TipId): TipStatus[] => world.get('tip', id).transitions.map(one => one.status),
    minutes: (count: number) => lab.run(count * 60),
  }
}
