import { expect, test } from 'vitest'
import { streamsPerUser } from '../../../../core/api/stream-limit.ts'
import { localClient, localCore } from '../../../kit/local-core.ts'
import { MemoryStore } from '../../../kit/memory-store.ts'

test('streams: more than one user may hold: refused, and one that ends makes room', async () => {
  const core = localCore(new MemoryStore())
  const { token = '' } = (await core
    .setup({
      fabric: 'empty',
      seed: 1,
      administratorName: 'ann',
      administratorPassword: 'correct horse battery',
    })
    .then(() =>
      localClient(core).session.signIn({ name: 'ann', password: 'correct horse battery' }),
    )) as { token?: string }
  const client = localClient(core, token)
  const open = []
  for (let count = 0; count < streamsPerUser; count++) {
    const stream = await client.clock.watch({})
    await stream.next()
    open.push(stream)
  }
  const surplus = await client.clock.watch({})
  await expect(surplus.next()).rejects.toMatchObject({ code: 'access.too-many-streams' })
  await open.pop()!.return(undefined)
  core.pulse.beat()
  await expect.poll(() => core.pulse.open).toBe(streamsPerUser - 1)
  const again = await client.clock.watch({})
  expect((await again.next()).done).toBe(false)
  for (const stream of [...open, again]) await stream.return(undefined)
})
