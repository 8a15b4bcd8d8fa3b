import { Refusal } from '../../shared/refusals/index.ts'
import type { CorePorts } from '../ports.ts'
import { samplesToHex } from '../workload/index.ts'

/** What came over the wire: files, packed or not. */
interface TraceFiles {
  readonly source: string
  readonly files: readonly { readonly path: string; readonly contentBase64: string }[]
}

/** What the journal keeps of an import: the samples themselves, whatever they were packed in. */
export interface PreparedTraceImport {
  readonly source: string
  readonly traces: readonly { readonly name: string; readonly samplesHex: string }[]
}

/** Unpacks the files of `trace.import` before the journal; a refusal where a line is wrong. */
export async function prepareTraceImport(
  ports: Pick<CorePorts, 'unpackTraces'>,
  input: TraceFiles,
): Promise<PreparedTraceImport | Refusal> {
  const unpacked = await ports.unpackTraces(input.source, input.files)
  if (unpacked instanceof Refusal) return unpacked
  const traces = unpacked.map(({ name, samples }) => ({ name, samplesHex: samplesToHex(samples) }))
  return { source: input.source, traces }
}
