import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract, type Header } from 'tar-stream'
import { XzReadableStream } from 'xz-decompress'
import { refuse } from '../../shared/refusals/index.ts'
import type { UnpackBudget } from './budget.ts'
import { UnpackError } from './unpack-error.ts'

type Packing = 'tar' | 'gzip' | 'xz'

/** A file of an archive with its path as the archive spells it. */
export interface ArchivedFile {
  readonly path: string
  readonly content: Uint8Array
}

const chunkBytes = 65536

/**
 * How a file is packed, or undefined for one that is a trace itself. The name decides as a last
 * resort.
 */
export function packingOf(path: string, content: Uint8Array): Packing | undefined {
  if (startsWith(content, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])) return 'xz'
  if (startsWith(content, [0x1f, 0x8b])) return 'gzip'
  if (startsWith(content.subarray(257), [...Buffer.from('ustar')])) return 'tar'
  if (/\.(tar\.gz|tgz)$/i.test(path)) return 'gzip'
  if (/\.(tar\.xz|txz)$/i.test(path)) return 'xz'
  return /\.tar$/i.test(path) ? 'tar' : undefined
}

/**
 * The regular files of an archive. What is no regular file or folder is refused: a link could name
 * anything, and a trace is none.
 * @throws UnpackError with `trace.archive-bad`, or what the budget throws
 */
export async function unpackArchive(
  file: string,
  content: Uint8Array,
  packing: Packing,
  budget: UnpackBudget,
): Promise<ArchivedFile[]> {
  const walker = extract()
  const found: ArchivedFile[] = []
  // The pipeline's failure also ends the walk, so it is taken here and not left unhandled.
  const feeding = pipeline(Readable.from(counted(unpacked(content, packing), budget)), walker)
  feeding.catch(() => undefined)
  try {
    for await (const entry of walker) {
      checkKind(file, entry.header)
      const chunks: Uint8Array[] = []
      for await (const chunk of entry) chunks.push(chunk as Uint8Array)
      if (entry.header.type !== 'directory') {
        found.push({ path: entry.header.name, content: Buffer.concat(chunks) })
      }
    }
    await feeding
    return found
  } catch (error) {
    walker.destroy()
    throw error instanceof UnpackError ? error : bad(file, reasonOf(error, packing))
  }
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  budget: UnpackBudget,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    budget.spend(chunk.byteLength)
    if (chunk.byteLength > 0) yield chunk
  }
}

function unpacked(content: Uint8Array, packing: Packing): AsyncIterable<Uint8Array> {
  if (packing === 'tar') return slices(content)
  if (packing === 'xz') return unpackedXz(content)
  const gunzip = createGunzip()
  Readable.from(slices(content)).pipe(gunzip)
  return gunzip
}

async function* unpackedXz(content: Uint8Array): AsyncGenerator<Uint8Array> {
  const source = Readable.toWeb(Readable.from(slices(content))) as ReadableStream<Uint8Array>
  const reader = new XzReadableStream(source).getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

async function* slices(content: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.byteLength; at += chunkBytes) {
    yield content.subarray(at, at + chunkBytes)
  }
}

function checkKind(file: string, { type, name }: Header): void {
  if (type === 'file' || type === 'contiguous-file' || type === 'directory') return
  throw bad(file, `it holds ${name}, which is no regular file (${type ?? 'of an unknown kind'})`)
}

function bad(file: string, reason: string): UnpackError {
  return new UnpackError(refuse('trace.archive-bad', { file, reason }))
}

/** The unpackers' own words are for programmers: "get_next_output failed with error code 7". */
function reasonOf(error: unknown, packing: Packing): string {
  const message = error instanceof Error ? error.message : String(error)
  if (packing === 'xz') return 'its xz data is damaged or cut short'
  if (packing === 'gzip') return `its gzip data is damaged or cut short (${message})`
  return `it is no tar archive, or is cut short (${message})`
}

function startsWith(content: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, at) => content[at] === byte)
}
