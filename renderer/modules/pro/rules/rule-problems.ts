import type { RuleProblem } from '../../../../shared/contract/index.ts'
import type { RuleDraft } from './rule-draft.ts'

/** What is wrong with one field of the editor. */
export interface FieldProblem {
  text: string
  /** Where in the text of a condition. */
  at: number | undefined
}
export type FieldProblems = Readonly<Record<string, FieldProblem | undefined>>

/** The first problem of each field of a rule: `rule.warning` and `warning` are the same. */
function byField(problems: readonly RuleProblem[]): Record<string, FieldProblem> {
  const fields: Record<string, FieldProblem> = {}
  for (const { path, text, from } of problems) {
    const [field = ''] = path.replace(/^rule\.?/, '').split('.')
    fields[field] ??= { text, at: from }
  }
  return fields
}

/** Nobody is told that a field is empty before they tried to save it. */
export function problemsAt(
  problems: readonly RuleProblem[],
  draft: RuleDraft | undefined,
  isTried: boolean,
  needed: string,
): FieldProblems {
  const values = draft as unknown as Record<string, unknown> | undefined
  const entries = Object.entries(byField(problems))
  const isEmpty = (field: string) => values?.[field] === ''
  return Object.fromEntries(
    entries
      .filter(([field]) => isTried || !isEmpty(field))
      .map(([field, problem]) => [field, isEmpty(field) ? { ...problem, text: needed } : problem]),
  )
}
