import { crc32, gzipSync } from 'node:zlib'
import { pack, type Header } from 'tar-stream'

/** Readings of a day, one every five minutes, as the PlanetLab traces have them. */
export const readingsPerDay = 288

export interface TraceFile {
  readonly path: string
  readonly text: string
}

/**
 * Traces in the PlanetLab format for tests without the real ones: a base load with a daily hill and
 * noise, the same for the same seed.
 */
export function generateTraces(count: number, seed: number, folder = '20110303'): TraceFile[] {
  const next = linearCongruential(seed)
  return Array.from({ length: count }, (_, at) => {
    const base = next() % 30
    const hill = next() % 50
    const lines = Array.from({ length: readingsPerDay }, (_line, reading) => {
      const distance = Math.abs(reading - readingsPerDay / 2) / (readingsPerDay / 2)
      return Math.min(100, base + Math.round(hill * (1 - distance)) + (next() % 12))
    })
    return { path: `${folder}/node-${at + 1}_example_org`, text: `${lines.join('\n')}\n` }
  })
}

/** A generator with a known sequence, so that no run of a test differs from another. */
function linearCongruential(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 8
  }
}

/** A tar archive of the files; `extra` are entries of other kinds, such as links. */
export async function tarOf(
  files: readonly TraceFile[],
  extra: (Partial<Header> & Pick<Header, 'name'>)[] = [],
): Promise<Buffer> {
  const archive = pack()
  for (const header of extra) archive.entry(header)
  for (const { path, text } of files) archive.entry({ name: path }, text)
  archive.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of archive) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

export function gzipOf(content: Uint8Array): Buffer {
  return gzipSync(content)
}

/**
 * The content as an .xz file whose blocks are stored, not compressed: valid, and no packer is
 * needed.
 * (The .xz file format 1.2.1: stream header, one LZMA2 block, index, stream footer.)
 */
export function xzOf(content: Uint8Array): Buffer {
  const flags = Buffer.from([0x00, 0x01])
  const streamHeader = Buffer.concat([magic, flags, checksum(flags)])
  const blockStart = Buffer.from([0x02, 0x00, 0x21, 0x01, 0x16, 0x00, 0x00, 0x00])
  const data = storedChunks(content)
  const unpadded = blockStart.length + 4 + data.length + 4
  const block = padded(Buffer.concat([blockStart, checksum(blockStart), data]))
  const indexStart = padded(
    Buffer.concat([Buffer.from([0x00, 0x01]), multibyte(unpadded), multibyte(content.byteLength)]),
  )
  const index = Buffer.concat([indexStart, checksum(indexStart)])
  const footer = Buffer.concat([uint32(index.length / 4 - 1), flags])
  const end = Buffer.concat([checksum(footer), footer, Buffer.from('YZ')])
  return Buffer.concat([streamHeader, block, checksum(content), index, end])
}

const magic = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])

function storedChunks(content: Uint8Array): Buffer {
  const chunks: Buffer[] = []
  for (let at = 0; at < content.byteLength; at += 65536) {
    const part = content.subarray(at, at + 65536)
    const control = at === 0 ? 0x01 : 0x02
    const size = part.byteLength - 1
    chunks.push(Buffer.from([control, size >> 8, size & 255]), Buffer.from(part))
  }
  return Buffer.concat([...chunks, Buffer.from([0x00])])
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
}

function multibyte(value: number): Buffer {
  const bytes: number[] = []
  let left = value
  while (left >= 128) {
    bytes.push((left & 127) | 128)
    left = Math.floor(left / 128)
  }
  return Buffer.from([...bytes, left])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value >>> 0)
  return bytes
}

function checksum(bytes: Uint8Array): Buffer {
  return uint32(crc32(bytes))
}

/** An uploaded file as the contract carries it. */
export function uploaded(path: string, content: Uint8Array | string) {
  return { path, contentBase64: Buffer.from(content).toString('base64') }
}
