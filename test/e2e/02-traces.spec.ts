import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { action, administrator, dialog, row, signIn, story, t, visit } from '../kit/e2e/index.ts'
import { referenceFile } from '../kit/reference.ts'
import { generateTraces, tarOf } from '../kit/traces.ts'

const real = referenceFile('data', 'planetlab', '20110303.tar.xz')
const source = 'PlanetLab, 3 March 2011'

story('traces', { fabric: 'poc-lab' }, parts => {
  const folder = mkdtempSync(join(tmpdir(), 'hostward-e2e-traces-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  beforeAll(async () => {
    await signIn(parts.host.page, administrator)
    await visit(parts.host.page, '/admin/traces')
  })

  async function chooseFile(file: string): Promise<void> {
    const { page } = parts.host
    await page.getByRole('button', { name: t('traces.import.open') }).click()
    const box = dialog(page, t('traces.import.title'))
    await box.locator('input[type="file"]').last().setInputFiles(file)
    await box.getByLabel(t('traces.import.source')).fill(source)
    await box.getByRole('button', { name: t('traces.import.action'), exact: true }).click()
  }

  test('import: a bad line: refused with file, line and value, and nothing is imported', async () => {
    const [good, bad] = generateTraces(2, 7)
    const lines = bad!.text.split('\n')
    lines[41] = '147'
    const file = join(folder, 'bad.tar')
    writeFileSync(file, await tarOf([good!, { path: bad!.path, text: lines.join('\n') }]))
    await chooseFile(file)
    const { page } = parts.host
    const alert = dialog(page, t('traces.import.title')).getByRole('alert')
    await alert.filter({ hasText: '147' }).waitFor()
    expect(await alert.innerText()).toMatch(/node-2_example_org.*42|42.*node-2_example_org/s)
    await page.keyboard.press('Escape')
    await page.getByText(t('traces.empty')).waitFor()
  })

  test('import: an archive of a day: every trace of it is there', async () => {
    const generated = join(folder, 'day.tar')
    if (!real) writeFileSync(generated, await tarOf(generateTraces(60, 3)))
    await chooseFile(real ?? generated)
    const { page } = parts.host
    await row(page, source).waitFor()
    await page.getByRole('grid', { name: t('traces.of', { source }) }).waitFor()
  })

  test('assignment: round robin by pattern: the VMs follow the traces', async () => {
    const { page } = parts.host
    await action(page, t('traces.assign.open')).click()
    const box = dialog(page, t('traces.assign.title', { source }))
    await box.getByLabel(t('traces.assign.pattern')).fill('desk-0*')
    await box.getByText('99 VMs will follow').waitFor()
    await box.getByRole('button', { name: t('traces.assign.action'), exact: true }).click()
    await row(page, source, '99').waitFor()
    await visit(page, '/vms')
    const wire = await parts.host.wire(administrator)
    const { rows } = await wire.client.vm.list({ text: 'desk-0', limit: 99 })
    await wire.close()
    expect(rows.filter(vm => vm.workload !== 'office-desktop').length).toBe(99)
  })
})
