import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  chooseFiles,
  filesFault,
  packFiles,
  sourceNameOf,
  toBase64,
} from '../../../../renderer/modules/traces/pack-files.ts'

function fileAt(path: string, text = '1\n'): File {
  const file = new File([text], path.split('/').at(-1) ?? path)
  Object.defineProperty(file, 'webkitRelativePath', { value: path.includes('/') ? path : '' })
  return file
}

describe('traces file packing', () => {
  test('folder with hidden files: they are left out and counted', () => {
    const chosen = chooseFiles([fileAt('day/b'), fileAt('day/.DS_Store'), fileAt('day/a')])
    expect(chosen.files.map(file => file.webkitRelativePath)).toEqual(['day/a', 'day/b'])
    expect(chosen.hidden).toBe(1)
    expect(chosen.bytes).toBe(4)
  })

  test('source name: the folder, or the archive without its endings', () => {
    expect(sourceNameOf([fileAt('planetlab/20110303/vm_1')])).toBe('20110303')
    expect(sourceNameOf([fileAt('20110303.tar.gz')])).toBe('20110303')
    expect(sourceNameOf([fileAt('one'), fileAt('two')])).toBe('')
  })

  test('nothing but hidden files: a fault that says how many', () => {
    expect(filesFault(chooseFiles([fileAt('day/.hidden')]))).toEqual({
      fault: 'none',
      values: { hidden: 1 },
    })
  })

  test('packing: every byte is counted as it is read', async () => {
    const read: number[] = []
    const packed = await packFiles([fileAt('d/a', '12\n34\n'), fileAt('d/b')], bytes =>
      read.push(bytes),
    )
    expect(packed.map(one => one.path)).toEqual(['d/a', 'd/b'])
    expect(atob(packed[0]?.contentBase64 ?? '')).toBe('12\n34\n')
    expect(read).toEqual([6, 8])
  })

  test('any bytes, longer than one part too: base64 as the platform makes it', () => {
    const bytes = fc.uint8Array({ minLength: 0, maxLength: 60000, size: 'max' })
    fc.assert(
      fc.property(bytes, content => toBase64(content) === Buffer.from(content).toString('base64')),
      { numRuns: 25 },
    )
  })
})
