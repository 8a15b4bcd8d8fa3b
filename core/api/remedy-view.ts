import type { OperationMeta, RemedyStepView } from '../../shared/contract/index.ts'
import { contract } from '../../shared/contract/index.ts'
import type { AnyId } from '../../shared/domain/index.ts'
import { kindOfId } from '../../shared/domain/index.ts'
import { Refusal, viewOfRefusal } from '../../shared/refusals/index.ts'
import { nameOf } from '../access/names.ts'
import type { TipRow, TipStep } from '../world/index.ts'
import type { HandlerContext } from './handler.ts'
import { remedyForecast } from './remedy-forecast.ts'

type Input = Readonly<Record<string, unknown>>

/**
 * A command of a remedy: what it would set and take now and by which right, or why it could not be
 * given; of a tip that is not free any more only what was given.
 */
export function remedyStepViewOf(
  context: HandlerContext,
  tip: TipRow,
  step: TipStep,
  isFree: boolean,
): RemedyStepView {
  const { world, caller, access } = context
  const { operation, input, jobId } = step
  const { route, meta } = declaredOf(operation)
  const targetId = targetOf(meta, input) ?? tip.sourceId
  const sees = access.scope(caller, 'job.read')
  const job = world.find('job', jobId)
  return {
    ...{ operation, cmdlet: meta?.cmdlet, input: { ...input }, danger: meta?.danger },
    text: route?.summary ?? operation,
    ...{ targetId, targetName: nameOf(world, targetId) },
    values: valuesOf(context, input, meta?.target?.field),
    ...(isFree ? verdictOf(context, tip, step) : {}),
    ...(job && sees.job(job) ? { jobId: job.id } : {}),
  }
}

function verdictOf(
  context: HandlerContext,
  tip: TipRow,
  { operation, input }: TipStep,
): Pick<RemedyStepView, 'refused' | 'allowedBy' | 'forecast'> {
  const { simulation, caller } = context
  const command = { operation, input, tip, userId: caller.userId }
  const verdict = simulation.commander?.verdict(simulation, command)
  if (!verdict) return {}
  if (verdict instanceof Refusal) return { refused: viewOfRefusal(verdict) }
  const forecast = remedyForecast(context, operation, verdict.input as Input)
  return { allowedBy: verdict.because, ...(forecast ? { forecast } : {}) }
}

/** What a command sets, but for what it is about; of an object its name, where it is seen. */
function valuesOf(
  context: HandlerContext,
  input: Input,
  targetField: string | undefined,
): RemedyStepView['values'] {
  return Object.entries(input)
    .filter(([name]) => name !== targetField)
    .map(([name, value]) => ({ name, value: textOf(context, value) }))
}

function textOf({ world, access, caller }: HandlerContext, value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  if (!kindOfId(value)) return value
  const host = world.find('host', value)
  const isHidden = host !== undefined && !access.scope(caller, 'host.read').host(host)
  return isHidden ? 'a host that you may not see' : nameOf(world, value as AnyId)
}

function declaredOf(operation: string) {
  const [area = '', name = ''] = operation.split('.')
  const areas = contract as unknown as Record<
    string,
    Record<string, { '~orpc': { meta: OperationMeta; route: { summary?: string } } }>
  >
  return areas[area]?.[name]?.['~orpc'] ?? { meta: undefined, route: undefined }
}

function targetOf(meta: OperationMeta | undefined, input: Input): AnyId | undefined {
  const named = meta?.target && input[meta.target.field]
  const first = Array.isArray(named) ? (named as unknown[])[0] : named
  return typeof first === 'string' && kindOfId(first) ? (first as AnyId) : undefined
}
