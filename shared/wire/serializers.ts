import { fromBase64, toBase64 } from './base64.ts'

/** How a value that JSON would spoil crosses the wire. The shape is that of oRPC's option. */
export interface WireSerializer {
  type: number
  condition(value: unknown): boolean
  serialize(value: unknown): unknown
  deserialize(sent: unknown): unknown
}

/** The typed arrays of the contract. Their bytes are little-endian, as on all our platforms. */
const arrayTypes = { Float32Array, Float64Array, Int32Array, Uint8Array } as const
type ArrayName = keyof typeof arrayTypes

function nameOfArray(value: unknown): ArrayName | undefined {
  if (!ArrayBuffer.isView(value)) return undefined
  const tag = Object.prototype.toString.call(value).slice(8, -1)
  return tag in arrayTypes ? (tag as ArrayName) : undefined
}

/** A typed array as its name and its bytes in base64. */
const typedArray: WireSerializer = {
  type: 20,
  condition: value => typeof value === 'object' && nameOfArray(value) !== undefined,
  serialize(value) {
    const { buffer, byteOffset, byteLength } = value as Uint8Array
    const bytes = toBase64(new Uint8Array(buffer, byteOffset, byteLength))
    return `${nameOfArray(value)}:${bytes}`
  },
  deserialize(sent) {
    const [name = '', bytes = ''] = String(sent).split(':')
    const ArrayType = arrayTypes[name as ArrayName] as typeof Uint8Array | undefined
    if (!ArrayType) throw new TypeError(`The wire knows no array ${name}`)
    return new ArrayType(fromBase64(bytes).buffer)
  },
}

/** Numbers that JSON has no words for: it makes -0 to 0 and the infinite ones to null. */
const rareNumber: WireSerializer = {
  type: 21,
  condition: value =>
    typeof value === 'number' &&
    (Object.is(value, -0) || value === Infinity || value === -Infinity),
  serialize: value => (Object.is(value, -0) ? '-0' : String(value)),
  deserialize: sent => Number(sent),
}

/** What the link and the handler of every transport are made with: both sides, the same. */
export const wireOptions: { customJsonSerializers: WireSerializer[] } = {
  customJsonSerializers: [typedArray, rareNumber],
}

/** A typed array as a list of numbers, for callers over HTTP that know only JSON. */
export const plainArrays: WireSerializer = {
  type: 20,
  condition: typedArray.condition,
  serialize: value => Array.from(value as Uint8Array),
  deserialize: sent => sent,
}
