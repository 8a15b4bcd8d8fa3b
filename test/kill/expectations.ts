import type { Core } from '../../core/index.ts'
import { laneCount, nameOfStep, vmsOfLane, type CommandKind, type Line } from './lane.ts'

interface Sent {
  readonly lane: number
  readonly step: number
  readonly kind: CommandKind
  outcome?: { readonly jobId: string } | 'refused'
}

/**
 * What must be true of a fabric after its process was killed, from what the process had said: every
 * acknowledged command is there once and whole, and an unacknowledged one is whole or not at all.
 */
export class Expectations {
  acknowledged = 0
  refused = 0
  /** Commands without an answer that were there all the same: their answer was lost on its way. */
  survived = 0
  private readonly notes = new Map<number, string>()

  /** Looks at the core of the restarted folder; answers what is wrong, in sentences. */
  check(core: Core, lines: readonly Line[]): string[] {
    const wrong: string[] = []
    for (const sent of sentOf(lines)) {
      const found = this.find(core, sent)
      if (sent.outcome === 'refused') {
        this.refused++
        if (found !== 'none') wrong.push(`${nameOf(sent)} was refused, and is there`)
      } else if (sent.outcome) {
        this.acknowledged++
        if (found !== 'whole') wrong.push(`${nameOf(sent)} was acknowledged, and is ${found}`)
        wrong.push(...jobTrouble(core, sent, sent.outcome.jobId))
      } else if (found === 'half') {
        wrong.push(`${nameOf(sent)} was not acknowledged, and is half there`)
      } else if (found === 'whole') {
        this.survived++
      }
    }
    for (let lane = 0; lane < laneCount; lane++) this.keepNotes(core, lane, wrong)
    return wrong
  }

  /** How much of a command is there. Power actions say nothing of themselves but their jobs. */
  private find(core: Core, { lane, step, kind, outcome }: Sent): 'none' | 'half' | 'whole' {
    const { world } = core.simulation
    const name = nameOfStep(lane, step)
    if (kind === 'power') return outcome === undefined || outcome === 'refused' ? 'none' : 'whole'
    if (kind === 'note') return this.findNote(core, lane, step)
    const table = kind === 'group' ? 'hostgroup' : 'vm'
    const count = [...world.all(table)].filter(row => row.name === name).length
    return count === 0 ? 'none' : count === 1 ? 'whole' : 'half'
  }

  /** A note that a later one of its lane has replaced was there. */
  private findNote(core: Core, lane: number, step: number): 'none' | 'half' | 'whole' {
    const steps = notesOf(core, lane).map(note => Number(note.split('-')[2] ?? -1))
    const reached = steps.filter(found => found >= step).length
    return reached === 0 ? 'none' : reached === steps.length ? 'whole' : 'half'
  }

  /** All VMs of a lane have one note, and it never goes back. */
  private keepNotes(core: Core, lane: number, wrong: string[]): void {
    const notes = new Set(notesOf(core, lane))
    const [note = ''] = notes
    if (notes.size > 1) wrong.push(`lane ${lane} has the notes ${[...notes].join(', ')}`)
    const before = this.notes.get(lane) ?? ''
    const stepOf = (text: string) => Number(text.split('-')[2] ?? -1)
    if (stepOf(note) < stepOf(before))
      wrong.push(`lane ${lane} went back from ${before} to ${note}`)
    this.notes.set(lane, note)
  }
}

function notesOf(core: Core, lane: number): string[] {
  return vmsOfLane(lane).map(id => core.simulation.world.get('vm', id).notes)
}

/** An acknowledged command has its job, and one audit record: it was not applied twice. */
function jobTrouble(core: Core, sent: Sent, jobId: string): string[] {
  const { world } = core.simulation
  if (jobId === '') return []
  if (!world.find('job', jobId)) return [`${nameOf(sent)} was acknowledged, and ${jobId} is gone`]
  const records = [...world.all('audit')].filter(row => row.jobId === jobId).length
  return records === 1 ? [] : [`${nameOf(sent)} has ${records} audit records`]
}

function sentOf(lines: readonly Line[]): Sent[] {
  const byStep = new Map<string, Sent>()
  for (const line of lines) {
    const key = `${line.lane}/${line.step}`
    if (line.type === 'sent') byStep.set(key, { ...line })
    const sent = byStep.get(key)
    if (!sent) throw new Error(`An answer came before its command: ${JSON.stringify(line)}`)
    if (line.type === 'done') sent.outcome = { jobId: line.jobId }
    if (line.type === 'refused') sent.outcome = 'refused'
  }
  return [...byStep.values()]
}

function nameOf({ lane, step, kind }: Sent): string {
  return `step ${step} of lane ${lane} (${kind})`
}
