import { computed, onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue'
import type { RuleProblem } from '../../../../shared/contract/index.ts'
import type { ProRule } from '../../../../shared/domain/index.ts'
import { client, useQuery } from '../../../session/index.ts'

const settleMs = 250

/** Fields that say nothing of when a rule fires. */
const words = ['id', 'title', 'description', 'cause', 'remedialAction', 'source'] as const

function isWordless(path: string): boolean {
  return words.some(field => path === field || path === `rule.${field}`)
}

/** With something in every text, so that it can be tried before its texts are written. */
function withWords(rule: ProRule): ProRule {
  const filled = words.map(field => [field, rule[field].trim() || 'draft'])
  return { ...rule, ...(Object.fromEntries(filled) as Pick<ProRule, (typeof words)[number]>) }
}

/**
 * What the core has against a rule, asked as it is typed; and the rule as soon as it can be tried.
 */
export function useRuleProblems(rule: () => ProRule | undefined): {
  problems: ComputedRef<readonly RuleProblem[]>
  valid: ComputedRef<ProRule | undefined>
} {
  const settled = shallowRef<ProRule>()
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(
    rule,
    now => {
      clearTimeout(timer)
      timer = setTimeout(() => (settled.value = now), settleMs)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))

  const query = useQuery(
    () => settled.value,
    (one, options) => client.pro.validate({ rule: one }, options),
    { keeps: true },
  )
  return {
    problems: computed(() => query.data.value?.problems ?? []),
    valid: computed(() => {
      const rule = settled.value
      const isWhole = query.data.value?.problems.every(({ path }) => isWordless(path))
      const hasLevel = rule?.warning !== undefined || rule?.critical !== undefined
      return rule && isWhole && hasLevel ? withWords(rule) : undefined
    }),
  }
}
