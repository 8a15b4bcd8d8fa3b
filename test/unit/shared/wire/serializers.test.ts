import { StandardRPCJsonSerializer } from '@orpc/client/standard'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainArrays, wireOptions } from '../../../../shared/wire/index.ts'

const serializer = new StandardRPCJsonSerializer(wireOptions)

/** The value as the other side gets it: through oRPC's serializer and JSON. */
function crossed(value: unknown): unknown {
  const [json, meta] = serializer.serialize(value)
  const sent = JSON.parse(JSON.stringify({ json, meta })) as { json: unknown; meta: never }
  return serializer.deserialize(sent.json, sent.meta)
}

test('serializers: typed arrays of every kind and length arrive bit for bit', () => {
  const arrays = fc.oneof(
    fc.float32Array(),
    fc.float64Array(),
    fc.int32Array(),
    fc.uint8Array({ maxLength: 50 }),
  )
  fc.assert(
    fc.property(arrays, array => {
      const { figures } = crossed({ figures: array }) as { figures: typeof array }
      expect(figures.constructor).toBe(array.constructor)
      expect(Buffer.from(figures.buffer)).toEqual(Buffer.from(array.buffer))
    }),
  )
})

test('serializers: a part of a buffer arrives as that part alone', () => {
  const whole = new Float32Array([1, 2, 3, 4])
  expect(crossed(whole.subarray(1, 3))).toEqual(new Float32Array([2, 3]))
  const unaligned = new Uint8Array([1, 2, 3, 4, 5]).subarray(1, 4)
  expect(crossed(unaligned)).toEqual(new Uint8Array([2, 3, 4]))
})

test('serializers: every number arrives as it was, the ones without a word in JSON too', () => {
  fc.assert(
    fc.property(fc.double(), number => {
      expect(crossed({ number })).toEqual({ number })
    }),
  )
  for (const number of [-0, 0, NaN, Infinity, -Infinity]) {
    expect(Object.is(crossed([number, 'text'])?.[0 as never], number)).toBe(true)
  }
})

test('serializers: plain data is what it was', () => {
  const strange = ['-0', '"__proto__":']
  const plain = fc
    .jsonValue()
    .filter(value => !strange.some(part => JSON.stringify(value).includes(part)))
  fc.assert(
    fc.property(plain, value => {
      expect(crossed(value)).toEqual(value)
    }),
  )
})

test('serializers: a key that would change the prototype of an object: is left behind', () => {
  const hostile: unknown = JSON.parse('{"__proto__": {"isAdministrator": true}, "name": "x"}')
  const arrived = crossed(hostile) as object
  expect(arrived).toEqual({ name: 'x' })
  expect('isAdministrator' in arrived).toBe(false)
})

test('serializers: an array that the wire does not know is refused, not guessed', () => {
  const [json, meta] = serializer.serialize(new Float32Array([1]))
  const forged = String(json).replace('Float32Array', 'Function')
  expect(() => serializer.deserialize(forged, meta)).toThrow('no array Function')
})

test('serializers: over HTTP typed arrays are lists of numbers', () => {
  expect(plainArrays.condition(new Float32Array(2))).toBe(true)
  expect(plainArrays.serialize(new Float32Array([1, 0.5]))).toEqual([1, 0.5])
  expect(plainArrays.condition([1, 2])).toBe(false)
})
