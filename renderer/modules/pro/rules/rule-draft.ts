import type { ProRemedyStep, ProRule, ProTarget } from '../../../../shared/domain/index.ts'
import { testsFor } from './rule-tests.ts'
import type { ProParameters, SignalWindows } from './signal-windows.ts'

/** The conditions of a rule, the one that closes a tip last. */
export const ruleLevels = ['warning', 'critical', 'clear'] as const
export type RuleLevel = (typeof ruleLevels)[number]

/** A rule while it is being written: nothing of it need be whole. */
export interface RuleDraft {
  id: string
  title: string
  description: string
  cause: string
  remedialAction: string
  source: string
  target: ProTarget
  warning: string
  critical: string
  clear: string
  windows: SignalWindows
  need: number | undefined
  of: number | undefined
  cooldownMin: number | undefined
  dependsOn: string[]
  remedy: ProRemedyStep[]
  parameters: ProParameters
  /** What the rule had besides, such as its citation and its own tests. */
  rest: Pick<ProRule, 'enabled'> &
    Partial<Pick<ProRule, 'tests' | 'citation'>> & {
      /** The conditions that the tests were written for. */
      tested?: string
    }
}

/** A rule that nobody has written anything of yet. */
export function emptyRule(): RuleDraft {
  return {
    ...{ id: '', title: '', description: '', cause: '', remedialAction: '', source: '' },
    ...{ target: 'host', warning: '', critical: '', clear: '' },
    ...{ windows: {}, need: 3, of: 5, cooldownMin: 0, dependsOn: [], remedy: [] },
    ...{ parameters: {}, rest: { enabled: true } },
  }
}

/** An existing rule to change. */
export function draftOfRule(rule: ProRule): RuleDraft {
  const { warning = '', critical = '', clear = '', samples, enabled, tests, citation } = rule
  const { id, title, description, cause, remedialAction, source, target } = rule
  const { windows, cooldownMin, dependsOn, remedy, parameters } = rule
  return {
    ...{ id, title, description, cause, remedialAction, source, target },
    ...{ warning, critical, clear, need: samples.need, of: samples.of, cooldownMin },
    ...{ windows: { ...windows }, parameters: { ...parameters } },
    ...{ dependsOn: [...dependsOn], remedy: remedy.map(step => ({ ...step })) },
    rest: { enabled, tests, citation, tested: tested(rule) },
  }
}

/** A copy of an existing rule under a name of its own. */
export function copyOfRule(rule: ProRule, title: string): RuleDraft {
  return { ...draftOfRule(rule), id: slugOf(title), title }
}

/** A title as the id of a rule: words in small letters, joined by hyphens. */
export function slugOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g)
  const slug = (words ?? []).join('-').slice(0, 60).replace(/-$/, '')
  return /^[a-z]/.test(slug) ? slug : slug && `rule-${slug}`.slice(0, 60)
}

/** The draft as a rule, as far as it goes; the core and the schema say what is wrong with it. */
export function ruleOfDraft(draft: RuleDraft): ProRule {
  const { need, of, cooldownMin, rest, id, windows, ...fields } = draft
  const named = [draft.warning, draft.critical, draft.clear].join(' ')
  const rule: Omit<ProRule, 'tests'> = {
    ...fields,
    id: id || slugOf(draft.title),
    enabled: rest.enabled,
    warning: draft.warning.trim() || undefined,
    critical: draft.critical.trim() || undefined,
    clear: draft.clear.trim() || undefined,
    windows: usedWindows(windows, named),
    samples: { need: need ?? 1, of: of ?? 1 },
    cooldownMin: cooldownMin ?? 0,
    ...(rest.citation ? { citation: rest.citation } : {}),
  }
  return { ...rule, tests: rest.tested === tested(rule) ? rest.tests! : freshTests(rule, rest) }
}

/** Tests of levels that are no longer those of the rule say nothing, so they are made anew. */
function freshTests(rule: Omit<ProRule, 'tests'>, rest: RuleDraft['rest']): ProRule['tests'] {
  const made = testsFor(rule)
  return made.length > 0 ? made : (rest.tests ?? [])
}

function tested(rule: Omit<ProRule, 'tests'>): string {
  const { warning, critical, clear, windows, samples, parameters } = rule
  return JSON.stringify([warning, critical, clear, windows, samples, parameters])
}

/** A signal that no condition names any more takes its window with it. */
function usedWindows(windows: SignalWindows, named: string): SignalWindows {
  const names = new Set(named.match(/[A-Za-z_]\w*/g))
  return Object.fromEntries(Object.entries(windows).filter(([name]) => names.has(name)))
}
