/** The two icon formats that platforms want, as containers of PNG pictures. */
import { Buffer } from 'node:buffer'

/**
 * @typedef {object} Picture
 * @property {number} size edge length in pixels
 * @property {Buffer} png
 */

/**
 * A Windows icon: a header of 6 bytes, an entry of 16 bytes for each picture, then the pictures.
 * @param {Picture[]} pictures of at most 256 pixels
 */
export function encodeIco(pictures) {
  const header = Buffer.alloc(6)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(pictures.length, 4)
  let offset = header.length + 16 * pictures.length
  const entries = pictures.map(({ size, png }) => {
    if (size > 256) throw new Error(`An .ico holds pictures of at most 256 pixels, not ${size}`)
    const entry = Buffer.alloc(16)
    // An edge of 256 pixels is written as 0, because the field has one byte.
    entry.writeUInt8(size % 256, 0)
    entry.writeUInt8(size % 256, 1)
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(png.length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += png.length
    return entry
  })
  return Buffer.concat([header, ...entries, ...pictures.map(picture => picture.png)])
}

/** The four letters under which macOS looks for a PNG of each size. */
const icnsTypes = new Map([
  [16, ['icp4']],
  [32, ['icp5', 'ic11']],
  [64, ['icp6', 'ic12']],
  [128, ['ic07']],
  [256, ['ic08', 'ic13']],
  [512, ['ic09', 'ic14']],
  [1024, ['ic10']],
])

/**
 * A macOS icon: the letters `icns`, the whole length, then type, length and picture of each. A size
 * that also serves as the doubled form of the half size is written under both of its types.
 * @param {Picture[]} pictures
 */
export function encodeIcns(pictures) {
  const parts = pictures.flatMap(({ size, png }) => {
    const types = icnsTypes.get(size)
    if (types === undefined) throw new Error(`An .icns has no place for ${size} pixels`)
    return types.flatMap(type => [chunkHead(type, 8 + png.length), png])
  })
  const length = parts.reduce((sum, part) => sum + part.length, 8)
  return Buffer.concat([chunkHead('icns', length), ...parts])
}

/** @param {string} type four letters @param {number} length of the chunk with its head */
function chunkHead(type, length) {
  const head = Buffer.alloc(8)
  head.write(type, 0, 'latin1')
  head.writeUInt32BE(length, 4)
  return head
}
