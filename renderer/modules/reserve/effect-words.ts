import type { OutputOf } from '../../session/index.ts'

type Answer = OutputOf<'cluster.reserveAfter'>
type Translate = (key: string, values?: Record<string, unknown>) => string

/** One cluster in words, and whether somebody should look at it. */
export interface EffectLine {
  id: string
  tone: 'idle' | 'ok' | 'warn' | 'crit'
  text: string
}

/** What a change makes of N+x of each cluster that it touches. */
export function effectLines({ effects, isUnaffected }: Answer, t: Translate): EffectLine[] {
  return effects.map(({ clusterId, clusterName, before, after }) => {
    const names = { cluster: clusterName, before: before.survives, after: after.survives }
    const same = before.survives === after.survives
    const key = isUnaffected ? 'unaffected' : same ? 'same' : 'changes'
    const because = after.because ? ` ${after.because}` : ''
    const text = `${t(`reserve.effect.${key}`, names)}${because}`
    return { id: clusterId, tone: toneOf(before.ok, after.ok, same), text }
  })
}

function toneOf(wasOk: boolean, isOk: boolean, same: boolean): EffectLine['tone'] {
  if (!isOk) return wasOk ? 'crit' : 'warn'
  if (!wasOk) return 'ok'
  return same ? 'idle' : 'ok'
}
