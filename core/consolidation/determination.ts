/** What is added to each variance, as a share of it, so that rows that depend can be told apart. */
const ridge = 1e-9

/**
 * How much of each row's variance a straight-line regression on all the other rows explains, 0 to 1
 * (R squared): 1 - 1 / (variance times the diagonal of the inverse covariance). A row that never
 * changes counts as 0.
 */
export function determination(rows: readonly (readonly number[])[]): number[] {
  const covariance = covarianceOf(rows)
  const inverse = diagonalOfInverse(covariance)
  return rows.map((_, at) => {
    const own = covariance[at]![at]!
    return own > 0 ? 1 - 1 / (own * inverse[at]!) : 0
  })
}

function covarianceOf(rows: readonly (readonly number[])[]): Float64Array[] {
  const centred = rows.map(row => {
    const mean = row.reduce((sum, value) => sum + value, 0) / row.length
    return Float64Array.from(row, value => value - mean)
  })
  return centred.map(a => Float64Array.from(centred, b => product(a, b)))
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!
  return sum
}

/** By Gauss and Jordan, in place; a positive definite matrix needs no exchange of rows. */
function diagonalOfInverse(matrix: readonly Float64Array[]): number[] {
  const left = matrix.map(row => Float64Array.from(row))
  left.forEach((row, at) => (row[at] = row[at]! > 0 ? row[at]! * (1 + ridge) : 1))
  for (const [pivot, line] of left.entries()) {
    const scale = 1 / line[pivot]!
    line[pivot] = 1
    for (let at = 0; at < line.length; at++) line[at]! *= scale
    for (const [other, row] of left.entries()) {
      if (other === pivot) continue
      const part = row[pivot]!
      row[pivot] = 0
      for (let at = 0; at < row.length; at++) row[at]! -= part * line[at]!
    }
  }
  return left.map((row, at) => row[at]!)
}
