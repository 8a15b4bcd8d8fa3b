import type { Page } from 'playwright-core'
import type { Client } from '../../../shared/contract/index.ts'
import type { FabricKind } from '../../../shared/domain/index.ts'
import type { HostKind } from './runtime.ts'

/** The administrator that every fabric of these tests is made with. */
export const administrator = { name: 'admin', password: 'correct horse battery' } as const

/** How long a person would wait for anything to be there before they say that it is not. */
export const actionLimitMs = 30_000

export interface Account {
  readonly name: string
  readonly password: string
}

/** What a host is started with. */
export interface HostWish {
  /** The fabric that its flags ask for; without one the first run asks the person. */
  readonly fabric?: FabricKind
  readonly seed?: number
  /** Its tests stand for themselves: one that fails does not skip the rest. */
  readonly goesOn?: boolean
}

/** How a command line ended. */
export interface Ending {
  readonly code: number | null
  readonly text: string
}

/** A client on a wire of its own, beside the window: what anybody could send, not only our page. */
export interface RawWire {
  readonly client: Client
  close(): Promise<void>
}

/** Hostward running on a folder of its own, and a person's window on it. */
export interface Host {
  readonly kind: HostKind
  readonly dataDir: string
  /** The window; another one after `restart`. */
  readonly page: Page
  /** The address of the web host, such as `http://127.0.0.1:4180`; undefined on the desktop. */
  readonly address: string | undefined
  /** A wire of its own that is signed in as somebody. */
  wire(account: Account): Promise<RawWire>
  /** Sets the size of the window's content. */
  resize(width: number, height: number): Promise<void>
  /** Ends it as a power cut does. */
  kill(): Promise<void>
  /** Starts it again on the same folder after `kill` or `stop`, and opens a window. */
  restart(): Promise<Page>
  /** Ends it as a person does. */
  stop(): Promise<void>
  /**
   * Runs the program once more with these words after `--data`, without a window, until it ends.
   */
  runAgain(words: readonly string[]): Promise<Ending>
  /** Ends what is left and everything that it took. */
  dispose(): Promise<void>
}
