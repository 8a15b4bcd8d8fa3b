import {
  mdiAlert,
  mdiCheckCircle,
  mdiCloseOctagon,
  mdiInformationOutline,
  mdiMinusCircleOutline,
} from '@mdi/js'

/** What a state asks of the reader. `idle` is the normal case and stays grey. */
export type Tone = 'ok' | 'warn' | 'crit' | 'busy' | 'idle'

/** Icons differ in shape, so a state is readable without its colour. */
export const toneIcons: Readonly<Record<Tone, string>> = {
  ok: mdiCheckCircle,
  warn: mdiAlert,
  crit: mdiCloseOctagon,
  busy: mdiInformationOutline,
  idle: mdiMinusCircleOutline,
}
