import { spawn } from 'node:child_process'
import { binaryOnPath } from './runtime.ts'

/** A screen that the windows of a run are drawn on. */
export interface Display {
  /** Such as `:99`; undefined where there is none. */
  readonly name: string | undefined
  end(): void
}

const screen = '1600x1000x24'

/**
 * The screen of this session, or a virtual one of our own that is gone with `end`. Xvfb chooses a
 * free number itself and says it, so two runs never meet.
 */
export async function openDisplay(): Promise<Display> {
  const present = process.env['DISPLAY']
  if (present) return { name: present, end: () => undefined }
  const binary = binaryOnPath('Xvfb')
  if (binary === undefined) return { name: undefined, end: () => undefined }
  const words = ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp']
  const server = spawn(binary, words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const name = await new Promise<string>((resolve, reject) => {
    server.on('error', reject)
    server.on('exit', code => reject(new Error(`Xvfb ended with code ${code}`)))
    server.stdio[3]?.once('data', (number: Buffer) => resolve(`:${number.toString().trim()}`))
  })
  return { name, end: () => void server.kill('SIGTERM') }
}
