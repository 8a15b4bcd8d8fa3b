import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { adminSectionKeys } from '../../../../renderer/modules/admin/admin-sections.ts'
import { rolePresets } from '../../../../renderer/modules/admin/role-wizard/role-presets.ts'
import { roleStepKeys } from '../../../../renderer/modules/admin/role-wizard/role-steps.ts'
import { fabricFacts } from '../../../../renderer/modules/account/fabric-cards.ts'
import { operations } from '../../../../renderer/session/operations.ts'
import { jobStatuses } from '../../../../shared/contract/index.ts'
import {
  privileges,
  roleProfiles,
  selfServiceActionGroups,
  selfServiceActions,
} from '../../../../shared/rights/index.ts'

const folder = 'renderer/locales/en'
const texts: Record<string, string> = Object.assign(
  {},
  ...readdirSync(folder).map(file => JSON.parse(readFileSync(join(folder, file), 'utf8'))),
)

/** The keys that have no text. */
function missing(keys: readonly string[]): string[] {
  return keys.filter(key => !(key in texts))
}

describe('texts', () => {
  test('texts: every command of the contract: has a name as a job', () => {
    const commands = operations.filter(one => one.meta.kind === 'command')
    expect(missing(commands.map(one => `job.${one.name}`))).toEqual([])
  })

  test('texts: every status of a job: has its word', () => {
    expect(missing(jobStatuses.map(status => `jobs.status.${status}`))).toEqual([])
  })

  test('texts: every right: has a name for the question to the evaluator', () => {
    expect(missing(privileges.map(one => `roles.privilege.${one}`))).toEqual([])
  })

  test('texts: every permitted action and group: has a name and what it covers', () => {
    expect(missing(selfServiceActions.map(one => `roles.action.${one}`))).toEqual([])
    expect(missing(selfServiceActions.map(one => `roles.action.${one}.text`))).toEqual([])
    expect(missing(selfServiceActionGroups.map(one => `roles.group.${one.key}`))).toEqual([])
  })

  test('texts: every profile, step, preset and section: has its name', () => {
    expect(missing(roleProfiles.map(one => `roles.profile.${one}`))).toEqual([])
    expect(missing(roleStepKeys.map(one => `roles.step.${one}`))).toEqual([])
    expect(missing(rolePresets.map(one => `roles.preset.${one}`))).toEqual([])
    expect(missing(adminSectionKeys.map(one => `admin.section.${one}`))).toEqual([])
  })

  test('texts: every fact on a fabric card: is written out', () => {
    const keys = fabricFacts.flatMap(({ kind, stated, ours }) => [
      `account.fabric.${kind}`,
      `account.fabric.${kind}.text`,
      ...stated.map(fact => `account.fabric.${kind}.stated.${fact}`),
      ...ours.map(fact => `account.fabric.${kind}.ours.${fact}`),
    ])
    expect(missing(keys)).toEqual([])
  })
})
