import { ORPCError, type ClientContext, type ClientLink, type ClientOptions } from '@orpc/client'
import { shallowRef, type ShallowRef } from 'vue'
import { ConnectionClosedError } from '../../shared/wire/index.ts'

/** Whether streams may be opened now. Every new epoch means: open them again. */
export interface Liveness {
  isLive: boolean
  epoch: number
}

type Link = ClientLink<ClientContext>

/**
 * A link that outlives connections: the client is made once over it, and each connection puts its
 * own link in. While there is none, calls are rejected at once.
 */
export class LinkSwitch implements Link {
  readonly live: ShallowRef<Liveness> = shallowRef({ isLive: false, epoch: 0 })
  private link: Link | undefined
  private readonly failureListeners = new Set<(error: unknown) => void>()

  /** Puts the link of a new connection in, or takes the old one out. */
  use(link: Link | undefined): void {
    this.link = link
    if (!link) this.setLive(false)
  }

  /** Lets streams begin, or tells them that they have to wait for the next epoch. */
  setLive(isLive: boolean): void {
    const { epoch } = this.live.value
    this.live.value = { isLive, epoch: isLive ? epoch + 1 : epoch }
  }

  /** Hears of every call that failed. */
  onFailure(listener: (error: unknown) => void): void {
    this.failureListeners.add(listener)
  }

  /** Tells the listeners of a failure that reached somebody by another way, such as a stream. */
  report(error: unknown): void {
    for (const listener of this.failureListeners) listener(error)
  }

  async call(
    path: readonly string[],
    input: unknown,
    options: ClientOptions<ClientContext>,
  ): Promise<unknown> {
    const link = this.link
    if (!link) throw new ConnectionClosedError()
    try {
      return await link.call(path, input, options)
    } catch (error) {
      // What a link says of its own end differs by transport; whoever called need not know.
      const isAnswer = error instanceof ORPCError || options.signal?.aborted
      const failure = isAnswer ? error : new ConnectionClosedError()
      this.report(failure)
      throw failure
    }
  }
}
