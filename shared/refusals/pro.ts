import { z } from 'zod'
import { defineRefusal as refusal } from './define.ts'

const text = z.string()
const number = z.number()
const texts = z.array(z.string())

/** What PRO refuses. */
export const proRefusals = {
  'pro.no-levels': refusal(
    422,
    { name: text },
    '{name} is no host group and no cluster, and PRO is set on those.',
    'Choose a host group or a cluster.',
  ),
  'pro.no-remedy': refusal(
    409,
    { name: text },
    '"{name}" has no commands that would mend it; its remedial action is for people.',
    'Do what its details say, or dismiss or waive the tip.',
  ),
  'pro.not-open': refusal(
    409,
    { name: text, source: text, status: text },
    'The tip "{name}" on {source} is {status}, and only one that is active or failed can be implemented or dismissed.',
    'Refresh the list.',
  ),
  'pro.other-target': refusal(
    422,
    { rule: text, wanted: text, name: text },
    '"{rule}" watches a {wanted}, and {name} is none.',
    'Choose an object of that kind.',
  ),
  'pro.pack-invalid': refusal(
    422,
    { pack: text, issues: texts },
    'The pack {pack} cannot be taken in: {issues}.',
    'Correct the file.',
  ),
  'pro.pack-older': refusal(
    409,
    { pack: text, version: number, present: number },
    'Version {version} of the pack {pack} is not newer than version {present}, which is here.',
    'Give the file a higher version, or remove the pack first.',
  ),
  'pro.pack-shipped': refusal(
    409,
    { pack: text },
    'The pack {pack} is part of the product and as it was shipped; there is nothing to remove.',
    'Switch it off instead.',
  ),
  'pro.pack-tests-fail': refusal(
    422,
    { pack: text, failed: texts },
    'Tests inside the pack {pack} fail: {failed}.',
    'Correct the rules or their tests.',
  ),
  'pro.pack-unknown': refusal(404, { pack: text }, 'There is no pack {pack}.', 'Refresh the list.'),
  'pro.remedy-refused': refusal(
    409,
    { name: text, source: text, step: text, reason: text },
    'The remedy of "{name}" on {source} cannot be carried out: {step}: {reason}',
    'Mend what it names, or dismiss the tip.',
  ),
  'pro.rule-invalid': refusal(
    422,
    { rule: text, issues: texts },
    'The rule {rule} is not valid: {issues}.',
    'Correct what it names.',
  ),
  'pro.rule-shipped': refusal(
    409,
    { rule: text },
    'The rule {rule} belongs to a pack; only rules of your own can be deleted.',
    'Switch it off instead.',
  ),
  'pro.rule-taken': refusal(
    409,
    { rule: text },
    'There is a rule {rule} already.',
    'Choose another id.',
  ),
  'pro.rule-unknown': refusal(404, { rule: text }, 'There is no rule {rule}.', 'Refresh the list.'),
  'pro.too-many-rules': refusal(
    409,
    { limit: number },
    'There can be no more than {limit} rules in a pack, and no more than {limit} packs.',
    'Delete one that nobody needs.',
  ),
  'pro.waived-already': refusal(
    409,
    { rule: text, source: text },
    '"{rule}" is waived on {source} already.',
    'End that waiver first.',
  ),
  'pro.waiver-past': refusal(
    422,
    { untilMs: number, nowMs: number },
    'The waiver would end at {untilMs}, and simulated time is {nowMs} already.',
    'Choose a later time, or none.',
  ),
} as const
