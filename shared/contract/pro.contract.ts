import { z } from 'zod'
import { anyId, proLevels, proPack, proRule, proTarget, tipId, waiverId } from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { bulkLimit, command, commandAnswer, query, stream } from './operation.ts'
import {
  packKey,
  packTestResult,
  packView,
  proSummary,
  proWhy,
  ruleDetails,
  ruleKey,
  rulePreview,
  ruleProblem,
  ruleRow,
  signalView,
  tipDetails,
  tipRow,
  waiverView,
} from './pro-views.ts'
import { windowEvents, windowInput, windowOf } from './window.ts'

/** Levels of a host group or cluster: its own, what it inherits, and from where. */
export const proSettings = z.object({
  id: anyId,
  name: z.string(),
  isOwn: z.boolean(),
  levels: proLevels,
  inherited: proLevels,
  /** The host group above that says so; absent for the defaults. */
  fromName: z.string().optional(),
})
export type ProSettings = z.infer<typeof proSettings>

const tipIds = z.array(tipId).min(1).max(bulkLimit)
const tipTarget = { kind: 'tip', field: 'tipIds' } as const
const reason = z.string().trim().min(3).max(300)

const tipOperations = {
  list: query('/pro', 'A window of the tips in scope, newest first', 'pro.read', {
    cmdlet: 'Get-SCPROTip',
  })
    .input(windowInput)
    .output(windowOf(tipRow)),
  watch: stream('/pro/watch', 'A window of the tips in scope, and what changes in it', 'pro.read')
    .input(windowInput)
    .output(windowEvents(tipRow)),
  get: query('/pro/get', 'One tip with its evidence, remedy and history', 'pro.read', {
    cmdlet: 'Get-SCPROTip -ID',
  })
    .input(z.object({ tipId }))
    .output(tipDetails),
  summary: query('/pro/summary', 'How many tips there are, and who is near one', 'pro.read')
    .input(z.object({}))
    .output(proSummary),
  why: query('/pro/why', 'Why a rule says what it says of one object', 'pro.read')
    .input(z.object({ ruleId: ruleKey, sourceId: anyId }))
    .output(proWhy)
    .errors(declared('pro.other-target', 'pro.rule-unknown')),
  implement: command('/pro/implement', 'Carries out the remedy of tips', 'pro.implement', {
    target: tipTarget,
    cmdlet: 'Invoke-SCPROTip',
    danger: 'disruptive',
  })
    .input(z.object({ tipIds }))
    .output(commandAnswer)
    .errors(declared('pro.not-open', 'pro.no-remedy', 'pro.remedy-refused')),
  dismiss: command(
    '/pro/dismiss',
    'Dismisses tips until their objects are healthy',
    'pro.implement',
    {
      target: tipTarget,
      cmdlet: 'Clear-SCPROTip',
    },
  )
    .input(z.object({ tipIds }))
    .output(commandAnswer)
    .errors(declared('pro.not-open')),
  waive: command('/pro/waive', 'Waives a rule on one object, with a reason', 'pro.implement', {
    target: { kind: 'host', field: 'sourceId' },
    undo: 'pro.unwaive',
  })
    .input(
      z.object({
        ruleId: ruleKey,
        sourceId: anyId,
        reason,
        /** Simulated time at which it ends; until somebody ends it unless said otherwise. */
        untilMs: z.number().int().optional(),
      }),
    )
    .output(commandAnswer)
    .errors(
      declared('pro.other-target', 'pro.rule-unknown', 'pro.waived-already', 'pro.waiver-past'),
    ),
  unwaive: command('/pro/unwaive', 'Ends a waiver', 'pro.implement', {
    target: { kind: 'waiver', field: 'waiverId' },
    undo: 'pro.waive',
  })
    .input(z.object({ waiverId }))
    .output(commandAnswer),
  waivers: query('/pro/waivers', 'Waivers in scope', 'pro.read')
    .input(z.object({}))
    .output(z.array(waiverView)),
}

const ruleOperations = {
  signals: query('/pro/signals', 'Every figure that rules may watch', 'pro.read')
    .input(z.object({ target: proTarget.optional() }))
    .output(z.array(signalView)),
  rules: query('/pro/rules', 'Every rule, with the tips that it has open', 'pro.read')
    .input(z.object({ packId: packKey.optional() }))
    .output(z.array(ruleRow)),
  rule: query('/pro/rule', 'One rule as it is written', 'pro.read')
    .input(z.object({ ruleId: ruleKey }))
    .output(ruleDetails)
    .errors(declared('pro.rule-unknown')),
  validate: query('/pro/validate', 'What is wrong with a rule', 'pro.read')
    .input(z.object({ rule: z.unknown() }))
    .output(z.object({ problems: z.array(ruleProblem) })),
  preview: query('/pro/preview', 'What a rule would fire on now', 'pro.read')
    .input(z.object({ rule: z.unknown() }))
    .output(rulePreview),
  createRule: command('/pro/create-rule', 'Makes a rule of your own', 'pro.author', {
    undo: 'pro.deleteRule',
  })
    .input(z.object({ rule: proRule }))
    .output(commandAnswer)
    .errors(declared('pro.rule-invalid', 'pro.rule-taken', 'pro.too-many-rules')),
  updateRule: command('/pro/update-rule', 'Changes a rule', 'pro.author', {
    undo: 'pro.updateRule',
  })
    .input(z.object({ ruleId: ruleKey, rule: proRule }))
    .output(commandAnswer)
    .errors(declared('pro.rule-invalid', 'pro.rule-unknown', 'pro.rule-taken')),
  deleteRule: command('/pro/delete-rule', 'Deletes a rule of your own', 'pro.author', {
    danger: 'destructive',
  })
    .input(z.object({ ruleId: ruleKey }))
    .output(commandAnswer)
    .errors(declared('pro.rule-unknown', 'pro.rule-shipped')),
  setRule: command('/pro/set-rule', 'Switches a rule on or off', 'pro.author', {
    undo: 'pro.setRule',
  })
    .input(z.object({ ruleId: ruleKey, isEnabled: z.boolean() }))
    .output(commandAnswer)
    .errors(declared('pro.rule-unknown')),
}

const packOperations = {
  packs: query('/pro/packs', 'Every pack of rules', 'pro.read')
    .input(z.object({}))
    .output(z.array(packView)),
  setPack: command('/pro/set-pack', 'Switches a pack on or off', 'pro.author', {
    undo: 'pro.setPack',
  })
    .input(z.object({ packId: packKey, isEnabled: z.boolean() }))
    .output(commandAnswer)
    .errors(declared('pro.pack-unknown')),
  importPack: command('/pro/import-pack', 'Takes a pack of rules in', 'pro.author', {})
    .input(z.object({ pack: proPack }))
    .output(commandAnswer)
    .errors(
      declared('pro.pack-invalid', 'pro.pack-older', 'pro.too-many-rules', 'pro.pack-tests-fail'),
    ),
  exportPack: query('/pro/export-pack', 'A pack as text for a file', 'pro.read')
    .input(z.object({ packId: packKey }))
    .output(z.object({ name: z.string(), text: z.string() }))
    .errors(declared('pro.pack-unknown')),
  testPack: query('/pro/test-pack', 'Runs the tests inside a pack', 'pro.read')
    .input(z.object({ packId: packKey }))
    .output(z.array(packTestResult))
    .errors(declared('pro.pack-unknown')),
  removePack: command(
    '/pro/remove-pack',
    'Removes an imported pack, or brings a shipped one back as it was',
    'pro.author',
    { danger: 'destructive' },
  )
    .input(z.object({ packId: packKey }))
    .output(commandAnswer)
    .errors(declared('pro.pack-unknown', 'pro.pack-shipped')),
}

const settingsOperations = {
  settings: query(
    '/pro/settings',
    'What PRO watches and does in a host group or cluster',
    'pro.read',
    { target: { kind: 'hostgroup', field: 'id' }, cmdlet: 'Get-SCPROMonitorConfiguration' },
  )
    .input(z.object({ id: anyId }))
    .output(proSettings)
    .errors(declared('pro.no-levels')),
  setSettings: command(
    '/pro/set-settings',
    'Changes what PRO watches and does in a host group or cluster; without levels it inherits',
    'pro.configure',
    {
      target: { kind: 'hostgroup', field: 'id' },
      cmdlet: 'Set-SCPROMonitorConfiguration',
      undo: 'pro.setSettings',
    },
  )
    .input(z.object({ id: anyId, levels: proLevels.optional() }))
    .output(commandAnswer)
    .errors(declared('pro.no-levels')),
}

export const proContract = {
  ...tipOperations,
  ...ruleOperations,
  ...packOperations,
  ...settingsOperations,
}
