import { useRouter } from 'vue-router'
import type { AnyId } from '../../../shared/domain/index.ts'
import { useCommand } from '../../session/index.ts'

/** Proposes a balance of a cluster or host group, and shows the plan that came of it. */
export function usePropose() {
  const router = useRouter()
  const command = useCommand('plan.propose', { isQuiet: true })

  async function optimize(scopeId: string): Promise<void> {
    const answer = await command.run({ kind: 'balance', scopeId: scopeId as AnyId })
    if (answer?.id) await router.push({ name: 'plans', params: { planId: answer.id } })
  }

  return { optimize, isPermitted: command.isPermitted, isRunning: command.isRunning }
}
