import { z } from 'zod'
import {
  clusterId,
  customPropertyId,
  hostGroupId,
  hostId,
  placementConfiguration,
  placementRuleId,
  placementRuleKind,
  propertyKind,
  ruleStrength,
  templateId,
  vmId,
} from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { command, commandAnswer, query } from './operation.ts'
import { placementWeights } from './placement.contract.ts'

const target = { kind: 'placementrule', field: 'ruleId' } as const
const text = z.string()
const tag = z.string().trim().min(1).max(40)

/** A rule as somebody writes it. */
export const ruleDraft = z.object({
  name: z.string().trim().min(1).max(64),
  description: z.string().trim().max(400).default(''),
  isEnabled: z.boolean().default(true),
  scopeId: z.union([clusterId, hostGroupId]),
  kind: placementRuleKind,
  strength: ruleStrength,
  vmIds: z.array(vmId).max(500),
  /** VMs with any of these tags belong to it too, also those that are made later. */
  vmTags: z.array(tag).max(20).default([]),
  hostIds: z.array(hostId).max(500).default([]),
})
export type RuleDraft = z.input<typeof ruleDraft>

const named = <Schema extends z.ZodType>(id: Schema) => z.array(z.object({ id, name: text }))

/** A VM that breaks a rule where it is. */
const violation = z.object({ vmId, vmName: text, hostName: text })

/** A rule for one reader: what lies outside their scope is only counted. */
export const ruleView = z.object({
  id: placementRuleId,
  name: text,
  description: text,
  isEnabled: z.boolean(),
  scopeId: z.union([clusterId, hostGroupId]),
  scopeName: text,
  kind: placementRuleKind,
  strength: ruleStrength,
  vms: named(vmId),
  vmTags: z.array(text),
  hosts: named(hostId),
  hiddenVms: z.number().int(),
  hiddenHosts: z.number().int(),
  /** In plain words, such as `web-01 and web-02 must not share a host`. */
  words: text,
  violations: z.array(violation),
  hiddenViolations: z.number().int(),
  /** Whether it holds for the host group or cluster asked for from further above. */
  isInherited: z.boolean(),
})
export type RuleView = z.infer<typeof ruleView>

const refusals = declared(
  'rule.conflict',
  'rule.outside-scope',
  'rule.too-few',
  'name.taken',
  'access.denied',
)

export const placementRuleContract = {
  list: query(
    '/placement-rules/list',
    'Placement rules of a host group or cluster, or those that a VM belongs to, with who breaks them',
    'placement.rate',
  )
    .input(
      z.object({ scopeId: z.union([clusterId, hostGroupId]).optional(), vmId: vmId.optional() }),
    )
    .output(z.object({ rules: z.array(ruleView), hiddenRules: z.number().int() })),
  weigh: query(
    '/placement-rules/weigh',
    'Whether a rule could be kept beside those that hold, who would break it now, and its words',
    'placement.edit',
  )
    .input(z.object({ ruleId: placementRuleId.optional(), rule: ruleDraft }))
    .output(
      z.object({
        status: z.enum(['possible', 'impossible', 'not-proven']),
        /** What was weighed, or what contradicts what. */
        proof: text,
        /** Names of the rules that contradict each other. */
        rules: z.array(text),
        words: text,
        violations: z.array(violation),
        hiddenViolations: z.number().int(),
      }),
    )
    .errors(refusals),
  create: command('/placement-rules/create', 'Makes a placement rule', 'placement.edit', {
    undo: 'placementRule.delete',
    cmdlet: 'Add-SCCustomPlacementRule',
  })
    .input(ruleDraft)
    .output(commandAnswer)
    .errors(refusals),
  update: command('/placement-rules/update', 'Changes a placement rule', 'placement.edit', {
    target,
    undo: 'placementRule.update',
  })
    .input(
      z.object({ ruleId: placementRuleId, changes: ruleDraft.omit({ scopeId: true }).partial() }),
    )
    .output(commandAnswer)
    .errors(refusals),
  delete: command('/placement-rules/delete', 'Deletes a placement rule', 'placement.edit', {
    target,
    undo: 'placementRule.create',
    cmdlet: 'Remove-SCCustomPlacementRule',
  })
    .input(z.object({ ruleId: placementRuleId }))
    .output(commandAnswer),
  setAvailabilitySets: command(
    '/placement-rules/availability-sets',
    'Puts VMs into availability sets, whose VMs are kept on different hosts where possible',
    'vm.edit',
    {
      target: { kind: 'vm', field: 'vmIds' },
      undo: 'placementRule.setAvailabilitySets',
      cmdlet: 'Set-SCVirtualMachine',
    },
  )
    .input(z.object({ vmIds: z.array(vmId).min(1).max(1000), sets: z.array(tag).max(10) }))
    .output(commandAnswer),
  availabilitySets: query(
    '/placement-rules/availability-sets/list',
    'Availability sets with how many VMs in scope they have, and on how many hosts',
    'placement.rate',
  )
    .input(z.object({ clusterId: clusterId.optional() }))
    .output(
      z.object({
        sets: z.array(z.object({ name: text, vms: z.number().int(), hosts: z.number().int() })),
      }),
    ),
}

const goal = z.enum(['load-balancing', 'resource-maximization'])
/** What is asked beyond the rating, and where that comes from. */
const configurationView = z.object({
  configuration: placementConfiguration,
  inherited: placementConfiguration,
  isOwn: z.boolean(),
  /** The host group that it is inherited from; absent for Settings. */
  fromGroupName: text.optional(),
})

export const placementSettingsContract = {
  get: query('/placement-settings/get', 'How the fabric places on its own', 'placement.rate')
    .input(z.object({}))
    .output(z.object({ goal, weights: placementWeights, configuration: placementConfiguration })),
  set: command(
    '/placement-settings/set',
    'Sets goal, importance and checks of all placements',
    'placement.configure',
    { undo: 'placementSettings.set', cmdlet: 'Set-SCPlacementConfiguration' },
  )
    .input(
      z.object({
        goal: goal.optional(),
        weights: placementWeights.optional(),
        configuration: placementConfiguration.optional(),
      }),
    )
    .output(commandAnswer)
    .errors(declared('property.unknown', 'rule.contradicted')),
  group: query(
    '/placement-settings/group',
    'What a host group asks of its hosts beyond the rating, or inherits',
    'placement.rate',
    { target: { kind: 'hostgroup', field: 'hostGroupId' } },
  )
    .input(z.object({ hostGroupId }))
    .output(configurationView),
  setGroup: command(
    '/placement-settings/set-group',
    'Sets what a host group asks of its hosts beyond the rating; without it the group inherits',
    'placement.edit',
    {
      target: { kind: 'hostgroup', field: 'hostGroupId' },
      undo: 'placementSettings.setGroup',
      cmdlet: 'Set-SCPlacementConfiguration',
    },
  )
    .input(z.object({ hostGroupId, configuration: placementConfiguration.optional() }))
    .output(commandAnswer)
    .errors(declared('property.unknown', 'rule.contradicted')),
}

const propertyDraft = z.object({
  name: z.string().trim().min(1).max(64),
  description: z.string().trim().max(400).default(''),
  kinds: z.array(propertyKind).min(1).max(5),
})
const propertyTarget = { kind: 'customproperty', field: 'propertyId' } as const
const values = z.record(z.string().min(1).max(64), z.string().max(256))

export const customPropertyContract = {
  list: query('/custom-properties/list', 'Custom properties by name and kind', 'placement.rate')
    .input(z.object({}))
    .output(
      z.object({
        properties: z.array(propertyDraft.extend({ id: customPropertyId })),
      }),
    ),
  create: command('/custom-properties/create', 'Defines a custom property', 'placement.configure', {
    undo: 'customProperty.delete',
    cmdlet: 'New-SCCustomProperty',
  })
    .input(propertyDraft)
    .output(commandAnswer)
    .errors(declared('name.taken')),
  update: command(
    '/custom-properties/update',
    'Changes what a custom property is for',
    'placement.configure',
    { target: propertyTarget, undo: 'customProperty.update', cmdlet: 'Set-SCCustomProperty' },
  )
    .input(
      z.object({
        propertyId: customPropertyId,
        changes: propertyDraft.omit({ name: true }).partial(),
      }),
    )
    .output(commandAnswer)
    .errors(declared('property.in-use')),
  delete: command(
    '/custom-properties/delete',
    'Removes a custom property; values that objects have stay with them',
    'placement.configure',
    { target: propertyTarget, undo: 'customProperty.create', cmdlet: 'Remove-SCCustomProperty' },
  )
    .input(z.object({ propertyId: customPropertyId }))
    .output(commandAnswer)
    .errors(declared('property.in-use')),
  values: query(
    '/custom-properties/values',
    'The custom properties of a host group, cluster or template',
    'placement.rate',
  )
    .input(z.object({ objectId: z.union([hostGroupId, clusterId, templateId]) }))
    .output(z.object({ values })),
  setValues: command(
    '/custom-properties/set-values',
    'Sets custom properties of a host group, cluster or template; an empty text removes one',
    'placement.edit',
    { undo: 'customProperty.setValues', cmdlet: 'Set-SCCustomPropertyValue' },
  )
    .input(z.object({ objectId: z.union([hostGroupId, clusterId, templateId]), values }))
    .output(commandAnswer)
    .errors(declared('access.denied', 'rule.contradicted')),
}
