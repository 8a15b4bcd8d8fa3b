/** What the process that gets killed says, line by line, and what the test makes of it. */

export const laneCount = 4
export const vmsPerLane = 5

export const commandKinds = ['note', 'group', 'create', 'power'] as const
export type CommandKind = (typeof commandKinds)[number]

/** `sent` before a command goes out, `done` or `refused` when its answer is here. */
export type Line =
  | {
      readonly type: 'sent'
      readonly lane: number
      readonly step: number
      readonly kind: CommandKind
    }
  | { readonly type: 'done'; readonly lane: number; readonly step: number; readonly jobId: string }
  | {
      readonly type: 'refused'
      readonly lane: number
      readonly step: number
      readonly code: string
    }

/** The VMs whose notes only this lane writes. */
export function vmsOfLane(lane: number): `vm-${number}`[] {
  return vmsFrom(lane * vmsPerLane)
}

/** The VMs that only this lane turns off and on: a busy VM would not take a note. */
export function powerVmsOfLane(lane: number): `vm-${number}`[] {
  return vmsFrom((laneCount + lane) * vmsPerLane)
}

function vmsFrom(first: number): `vm-${number}`[] {
  return Array.from({ length: vmsPerLane }, (_, at) => `vm-${first + at + 1}` as const)
}

/** The name of what a step makes: unique over all rounds, since steps count on. */
export function nameOfStep(lane: number, step: number): string {
  return `kill-${lane}-${step}`
}

/** The lines that arrived whole; a killed process may leave a half one at the end. */
export function parseLines(text: string): Line[] {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  return whole
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Line)
}
