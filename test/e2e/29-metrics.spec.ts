import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { administrator, story } from '../kit/e2e/index.ts'

/** Runs Debian's promtool; without it the test fails and says where it comes from. */
function promtool(words: readonly string[], input = ''): { code: number | null; text: string } {
  const { error, status, stdout, stderr } = spawnSync('promtool', words, { input })
  if (error) {
    throw new Error(
      `promtool does not run (${error.message}); it comes with the Debian package prometheus: ` +
        'apt-get install --no-install-recommends prometheus',
    )
  }
  return { code: status, text: `${stdout.toString()}${stderr.toString()}` }
}

story('metrics', { fabric: 'poc-lab' }, parts => {
  const isWeb = inject('hostKind') === 'web'

  async function metrics(accept: string): Promise<string> {
    const wire = await parts.host.wire(administrator)
    const { token } = await wire.client.session.createToken({ label: 'Prometheus' })
    await wire.close()
    const headers = { accept, authorization: `Bearer ${token}` }
    const answer = await fetch(`${parts.host.address}/metrics?object=*`, { headers })
    expect(answer.status).toBe(200)
    return answer.text()
  }

  test.runIf(isWeb)(
    'promtool finds nothing wrong with the names and texts of metrics',
    async () => {
      const { code, text } = promtool(['check', 'metrics'], await metrics('text/plain'))
      expect({ code, text }).toEqual({ code: 0, text: '' })
    },
  )

  test.runIf(isWeb)(
    'the parser of Prometheus reads every sample of the OpenMetrics text',
    async () => {
      const text = await metrics('application/openmetrics-text')
      const lines = text.split('\n')
      const samples = lines.filter(line => line !== '' && !line.startsWith('#')).length
      // A block of history needs times, which a scrape gives by itself.
      const timed = lines.map(line =>
        line === '' || line.startsWith('#') ? line : `${line} 1700000000`,
      )
      const file = join(parts.host.dataDir, 'metrics.om')
      const blocks = join(parts.host.dataDir, 'blocks')
      writeFileSync(file, timed.join('\n'))
      const read = promtool(['tsdb', 'create-blocks-from', 'openmetrics', file, blocks])
      expect(read.code, read.text).toBe(0)
      const [, , , , told, , series] = read.text.trim().split('\n').at(-1)!.split(/\s+/)
      expect([Number(told), Number(series)]).toEqual([samples, samples])
      rmSync(blocks, { recursive: true, force: true })
    },
  )
})
