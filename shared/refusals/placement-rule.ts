import { z } from 'zod'
import { defineRefusal as refusal } from './define.ts'

const text = z.string()
const number = z.number()
const texts = z.array(z.string())

/** Refusals of placement rules, and of what they keep from happening. */
export const placementRuleRefusals = {
  'migration.no-gpu': refusal(
    409,
    { name: text, host: text },
    '{name} has a 3D video adapter (RemoteFX), and {host} has no graphics processor.',
    'Choose a host with one, or take the adapter out of the VM.',
  ),
  'migration.processor': refusal(
    409,
    { name: text, source: text, target: text, from: text, to: text },
    'The guest of {name} relies on the processors of {source} ({from}), and {target} has {to}.',
    'Shut it down first, or choose another host. Processor compatibility helps between generations of one vendor.',
  ),
  'rule.keeps-apart': refusal(
    409,
    { name: text, host: text, others: number },
    'A placement rule keeps {name} apart from VMs on {host}: {others} of them are there.',
    'Choose another host, move the others first, or turn the rule off (VM details, Placement).',
  ),
  'rule.keeps-together': refusal(
    409,
    { name: text, host: text, others: number },
    'A placement rule keeps {name} together with {others} other VMs, which are not on {host}.',
    'Choose all of them at once, or turn the rule off (VM details, Placement).',
  ),
  'rule.runs-elsewhere': refusal(
    409,
    { name: text, host: text, hosts: number },
    'A placement rule lets {name} run on {hosts} named hosts, and {host} is not among them.',
    'Choose one of them, or add the host to the rule.',
  ),
  'rule.not-here': refusal(
    409,
    { name: text, host: text },
    'A placement rule keeps {name} off {host}.',
    'Choose another host, or take this one out of the rule.',
  ),
  'rule.custom': refusal(
    409,
    { name: text, host: text, property: text, value: text, hostValue: text, relation: text },
    '{property} of {name} is {value} and must {relation} that of {host}, which is {hostValue}.',
    'Choose another host, or change the custom property of one of the two.',
  ),
  'rule.conflict': refusal(
    409,
    { name: text, conflict: text, rules: texts },
    'The rule {name} cannot be kept together with what holds already. {conflict}',
    'Change or turn off one of: {rules}.',
  ),
  'rule.contradicted': refusal(
    409,
    { name: text, conflict: text, rules: texts },
    'With this change of {name}, placement rules could no longer be kept. {conflict}',
    'Choose other values, or first change or turn off one of: {rules}.',
  ),
  'rule.outside-scope': refusal(
    409,
    { object: text, scope: text },
    '{object} is not in {scope}, where the rule would hold.',
    'Choose another scope, or leave it out of the rule.',
  ),
  'rule.too-few': refusal(
    422,
    { kind: text, needs: text },
    'A rule that is to {kind} needs {needs}.',
    'Choose more of them.',
  ),
  'property.unknown': refusal(
    409,
    { property: text, kind: text },
    'There is no custom property {property} for objects of the kind {kind}.',
    'Define it first (Administration, Settings, Custom properties).',
  ),
  'property.in-use': refusal(
    409,
    { property: text, users: texts },
    '{property} is in use: {users}.',
    'Take it out of them first.',
  ),
}
