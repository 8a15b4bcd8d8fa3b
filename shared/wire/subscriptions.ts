import { ConnectionClosedError } from './close-guard.ts'

/** Who hears a subscription. */
export interface Subscriber<Event> {
  onEvent(event: Event): void
  /** A refusal or a defect: the subscription is over, and does not come back with a connection. */
  onFailure?(error: unknown): void
  /** The stream came to its own end. */
  onEnd?(): void
}

type Stream<Event> = AsyncIterator<Event>
type Open<Client, Event> = (client: Client) => Promise<AsyncIterable<Event>>

/**
 * Streams that outlive a connection: each is opened on the present client, and again on the next
 * one after the connection was lost. A stream says its whole state first, so nothing is missed.
 */
export class Subscriptions<Client> {
  private client: Client | undefined
  private readonly live = new Set<Subscription<Client, never>>()

  /** How many there are; each that was stopped, refused or ended is gone. */
  get count(): number {
    return this.live.size
  }

  /** The client of a new connection, or undefined while there is none. */
  use(client: Client | undefined): void {
    this.client = client
    for (const subscription of [...this.live]) subscription.run(client)
  }

  /** Opens a stream now or with the next connection. Answers the function that stops it. */
  subscribe<Event>(open: Open<Client, Event>, subscriber: Subscriber<Event>): () => void {
    const subscription = new Subscription(open, subscriber, () => {
      this.live.delete(subscription as never)
    })
    this.live.add(subscription as never)
    subscription.run(this.client)
    return () => subscription.stop()
  }
}

class Subscription<Client, Event> {
  private stream: Stream<Event> | undefined
  /** Counts the openings, so that what an earlier one still says is not heard. */
  private turn = 0

  constructor(
    private readonly open: Open<Client, Event>,
    private readonly subscriber: Subscriber<Event>,
    private readonly onOver: () => void,
  ) {}

  run(client: Client | undefined): void {
    this.drop()
    if (client !== undefined) void this.follow(client, this.turn)
  }

  stop(): void {
    this.drop()
    this.onOver()
  }

  private drop(): void {
    this.turn++
    const stream = this.stream
    this.stream = undefined
    release(stream)
  }

  private async follow(client: Client, turn: number): Promise<void> {
    try {
      const stream = (await this.open(client))[Symbol.asyncIterator]()
      if (turn !== this.turn) return release(stream)
      this.stream = stream
      for (;;) {
        const result = await stream.next()
        if (turn !== this.turn) return
        if (result.done) break
        this.subscriber.onEvent(result.value)
      }
      this.stop()
      this.subscriber.onEnd?.()
    } catch (error) {
      if (turn !== this.turn) return
      // A lost connection is no failure: the next one opens the stream again.
      if (error instanceof ConnectionClosedError) return
      this.stop()
      this.subscriber.onFailure?.(error)
    }
  }
}

function release(stream: Stream<unknown> | undefined): void {
  stream?.return?.()?.then(undefined, () => undefined)
}
