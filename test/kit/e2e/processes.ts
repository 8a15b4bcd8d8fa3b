import { spawn, type ChildProcess } from 'node:child_process'
import type { Ending } from './host.ts'

/** The environment of a program under test: without what the test runner put there for itself. */
export function plainEnvironment(extra: Record<string, string> = {}): Record<string, string> {
  const own = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined &&
      !/^(VITEST|NODE_|ELECTRON_|TEST$|DEV$|PROD$|SSR$|MODE$)/.test(entry[0]),
  )
  return { ...Object.fromEntries(own), ...extra }
}

/** Resolves with the end of a process. */
export function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise(resolve => child.once('exit', code => resolve(code)))
}

const endLimitMs = 60_000

/**
 * Runs a program to its end; what it wrote to either stream is its text. One that goes on is killed
 * after a minute and has no code.
 */
export async function runToEnd(
  command: string,
  words: readonly string[],
  environment: Record<string, string>,
): Promise<Ending> {
  const child = spawn(command, words, {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: endLimitMs,
    killSignal: 'SIGKILL',
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => (text += part.toString()))
  }
  const code = await ended(child)
  return { code, text }
}
