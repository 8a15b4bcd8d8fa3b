import type { LogPort } from '../log-port.ts'
import type { World } from '../world/index.ts'
import { keyOf } from './recorder.ts'

/**
 * Removes what imports left that a kill or a full disk ended before they became logs: nobody could
 * see it, nor delete it. A disk that refuses is told, and does not stop the core.
 */
export function dropLeftImports(world: World, logs: LogPort, tell: (line: string) => void): void {
  try {
    logs.keepImports(new Set([...world.all('log')].map(keyOf)))
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'the disk did not take it'
    tell(`leftovers of imports stay: ${reason}`)
  }
}
