import { open } from 'node:fs/promises'
import {
  binaryMagic,
  BinaryLogReader,
  TextLogReader,
  type LogReceiver,
} from '../../shared/perfmon/index.ts'

const pieceBytes = 1024 * 1024

/**
 * Reads a log from a file into a receiver, a piece at a time: a text log in UTF-8, UTF-16 or a
 * western code page, with a mark or without one, or a compact log.
 * @param drained is waited for after every piece, so that a slow receiver is not flooded
 * @throws the system's error when the file cannot be opened or read
 */
export async function readLog(
  path: string,
  receiver: LogReceiver,
  drained: () => Promise<void> = async () => {},
): Promise<void> {
  const file = await open(path)
  try {
    let reader: { push(bytes: Uint8Array): void; end(): void } | undefined
    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(pieceBytes), 0, pieceBytes)
      const bytes = buffer.subarray(0, bytesRead)
      reader ??= readerFor(bytes, receiver)
      if (bytesRead === 0) break
      reader.push(bytes)
      await drained()
    }
    reader.end()
  } finally {
    await file.close()
  }
}

/** The reader for what a file begins with. */
function readerFor(first: Buffer, receiver: LogReceiver) {
  if (first.toString('latin1', 0, binaryMagic.length) === binaryMagic) {
    return new BinaryLogReader(receiver, new TextDecoder())
  }
  const encoding = encodingOf(first)
  if (encoding === undefined) {
    const problem =
      'The file is binary. A log of Windows (.blg) is made readable there by relog -f csv.'
    receiver.problem({ line: 1, problem })
    return { push: () => {}, end: () => {} }
  }
  const reader = new TextLogReader(receiver)
  const decoder = new TextDecoder(encoding)
  return {
    push: (bytes: Uint8Array) => reader.push(decoder.decode(bytes, { stream: true })),
    end: () => {
      reader.push(decoder.decode())
      reader.end()
    },
  }
}

function encodingOf(first: Buffer): string | undefined {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le'
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be'
  if (first[0] === 0x22 && first[1] === 0) return 'utf-16le'
  if (first.includes(0)) return undefined
  return isUtf8(first) ? 'utf-8' : 'windows-1252'
}

/** Whether it is; a sign that the piece cuts in two does not count against it. */
function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
