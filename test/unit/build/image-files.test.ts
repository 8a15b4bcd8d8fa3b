import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { encodeIcns, encodeIco } from '../../../build/icons/image-files.mjs'

const small = { size: 16, png: Buffer.from('small') }
const large = { size: 256, png: Buffer.from('large picture') }
const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47])

describe('icon files', () => {
  test('a Windows icon: every picture where its entry says, 256 pixels written as 0', () => {
    const file = encodeIco([small, large])
    expect(file.subarray(0, 6)).toEqual(Buffer.from([0, 0, 1, 0, 2, 0]))
    const found = [6, 22].map(entry => {
      const offset = file.readUInt32LE(entry + 12)
      const png = file.subarray(offset, offset + file.readUInt32LE(entry + 8))
      return { edge: file[entry], png: png.toString() }
    })
    expect(found).toEqual([
      { edge: 16, png: 'small' },
      { edge: 0, png: 'large picture' },
    ])
  })

  test('a macOS icon: chunks fill the length exactly', () => {
    const file = encodeIcns([small, large])
    expect(file.toString('latin1', 0, 4)).toBe('icns')
    expect(file.readUInt32BE(4)).toBe(file.length)
    expect(chunks(file)).toEqual([
      ['icp4', 'small'],
      ['ic08', 'large picture'],
      ['ic13', 'large picture'],
    ])
  })

  test('a size without a place: refused', () => {
    expect(() => encodeIcns([{ size: 17, png: small.png }])).toThrow('17')
    expect(() => encodeIco([{ size: 512, png: small.png }])).toThrow('512')
  })

  test('the kept icons: hold pictures', () => {
    const icns = readFileSync(new URL('../../../build/icons/hostward.icns', import.meta.url))
    expect(icns.readUInt32BE(4)).toBe(icns.length)
    expect(icns.includes(pngStart)).toBe(true)
  })
})

function chunks(file: Buffer): [string, string][] {
  const found: [string, string][] = []
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    const end = at + file.readUInt32BE(at + 4)
    found.push([file.toString('latin1', at, at + 4), file.toString('latin1', at + 8, end)])
  }
  return found
}
