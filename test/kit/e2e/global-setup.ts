import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDisplay } from './display.ts'
import { root, whyNot, type HostKind } from './runtime.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The host that the specs of this project run on. */
    hostKind: HostKind
    /** The screen for its windows. */
    display: string
    /** Why the specs are skipped; empty where they run. */
    skipReason: string
  }
}

/** Builds what is stale, opens a screen, and says in so many words what is left out. */
export default async function setUp(project: TestProject): Promise<() => void> {
  const kind = project.name as HostKind
  const display = kind === 'electron' ? await openDisplay() : undefined
  const reason = whyNot(kind, display?.name)
  if (reason !== undefined) console.warn(`\nEnd-to-end tests on ${kind} are SKIPPED: ${reason}.\n`)
  else buildStale(kind)
  project.provide('hostKind', kind)
  project.provide('display', display?.name ?? '')
  project.provide('skipReason', reason ?? '')
  return () => display?.end()
}

function buildStale(kind: HostKind): void {
  const parts = ['renderer', kind === 'web' ? 'server' : 'electron']
  const words = [join(root, 'build', 'parts', 'build.mjs'), '--stale', ...parts]
  const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error(`The build of ${parts.join(' and ')} failed.`)
}
