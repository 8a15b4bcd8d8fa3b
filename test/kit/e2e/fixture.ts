import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject } from 'vitest'
import { ElectronConsole } from './electron-console.ts'
import { administrator, type Host, type HostWish } from './host.ts'
import { PageWatch } from './page-watch.ts'
import { screenshotOfFailure } from './screenshots.ts'
import { WebConsole } from './web-console.ts'

/** A story on one host: its tests follow each other on the same fabric. */
export interface Story {
  readonly host: Host
  /** What the page complained about, and what is expected of it. */
  readonly watch: PageWatch
}

/**
 * Declares the tests of a story. They run on a host of their own, in the order in which they stand;
 * none may leave an error or a breach of the content security policy in the page's console.
 */
export function story(name: string, wish: HostWish, body: (story: Story) => void): void {
  const reason = inject('skipReason')
  const title = reason ? `${name} (skipped: ${reason})` : name
  describe.skipIf(reason)(title, () => {
    const parts: { host?: Host; watch: PageWatch } = { watch: new PageWatch() }
    /** The test that failed, until another attempt of it passes. */
    let failed: string | undefined

    beforeAll(async () => {
      parts.host = await startHost(wish, parts.watch)
    })
    beforeEach(async ({ skip, task }) => {
      const isAfterFailure = failed !== undefined && failed !== task.name
      if (isAfterFailure && !wish.goesOn) skip('an earlier test of the story failed')
      // What a failed attempt left open would stand in the way of the next one.
      if (failed === task.name) await parts.host?.page.reload()
    })
    afterEach(async ({ task }) => {
      if (task.result?.state === 'fail') {
        failed = task.name
        await screenshotOfFailure(parts.host, name, task.name)
        return
      }
      if (failed === task.name) failed = undefined
      expect(parts.watch.problems).toEqual([])
    })
    afterAll(async () => {
      await parts.host?.dispose()
      if (parts.host) rmSync(parts.host.dataDir, { recursive: true, force: true })
    })
    body(parts as Story)
  })
}

async function startHost(wish: HostWish, watch: PageWatch): Promise<Host> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hostward-e2e-'))
  const flags = setupFlags(wish, dataDir)
  return inject('hostKind') === 'web'
    ? WebConsole.start(dataDir, flags, watch)
    : ElectronConsole.start(dataDir, flags, watch, inject('display'))
}

/** The desktop host behind a host, for what only it has. */
export function desktopOf(host: Host): ElectronConsole {
  if (host instanceof ElectronConsole) return host
  throw new Error('This host is not the desktop')
}

/** The flags of a first run from the command line, as a script would give them. */
export function setupFlags({ fabric, seed = 1 }: HostWish, folder: string): string[] {
  if (fabric === undefined) return []
  const file = join(folder, 'admin-password')
  writeFileSync(file, `${administrator.password}\n`)
  const words = ['--fabric', fabric, '--seed', String(seed), '--admin', administrator.name]
  return [...words, '--admin-password-file', file]
}
