import fc from 'fast-check'
import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { assetPath, mediaType } from '../../../electron/asset-path.ts'

const piece = fc.constantFrom(
  '/',
  '..',
  '.',
  'a',
  '.js',
  '%2e',
  '%2f',
  '%5c',
  '\\',
  '%00',
  '//',
  '%',
)

describe('asset path', () => {
  test('files: their path below the folder', () => {
    expect(assetPath('/assets/index-1a.js')).toBe('assets/index-1a.js')
    expect(assetPath('//assets/a.css')).toBe('assets/a.css')
  })

  test('pages of the console: the one page', () => {
    expect(assetPath('/')).toBe('index.html')
    expect(assetPath('/vms/vm-12')).toBe('index.html')
  })

  test('paths that climb, in any spelling: none', () => {
    for (const path of ['/../main.js', '/a/../../b.js', '/%2e%2e/b.js', '/..%5cb.js', '/a%00.js']) {
      expect(assetPath(path)).toBeUndefined()
    }
    expect(assetPath('/%zz.js')).toBeUndefined()
  })

  test('any path: stays below the folder', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), pieces => {
        const found = assetPath(`/${pieces.join('')}`)
        if (found === undefined) return
        expect(posix.join('/renderer', found).startsWith('/renderer/')).toBe(true)
      }),
    )
  })

  test('media types: only of what the renderer holds', () => {
    expect(mediaType('assets/index.js')).toBe('text/javascript; charset=utf-8')
    expect(mediaType('setup.exe')).toBeUndefined()
  })
})
