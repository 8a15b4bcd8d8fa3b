/** What a condition compares a signal with. */
export const comparisons = ['>', '>=', '<', '<=', '==', '!='] as const
export type ComparisonSign = (typeof comparisons)[number]

/** Their names, for keys of texts. */
export const signNames: Record<ComparisonSign, string> = {
  '>': 'over',
  '>=': 'atLeast',
  '<': 'under',
  '<=': 'atMost',
  '==': 'equal',
  '!=': 'unequal',
}

/** One line of a condition: a signal held against a number, or against a parameter of the rule. */
export interface Comparison {
  signal: string
  sign: ComparisonSign
  /** The name of a parameter is text. Undefined while nothing has been typed. */
  value: number | string | undefined
}

/** Lines of which all or one must hold; a group may hold groups. */
export interface ConditionGroup {
  join: 'and' | 'or'
  items: readonly ConditionItem[]
}
export type ConditionItem = Comparison | ConditionGroup

/** A line that nobody has filled in yet. */
export const emptyLine: Comparison = { signal: '', sign: '>', value: undefined }

export function isGroup(item: ConditionItem): item is ConditionGroup {
  return 'join' in item
}

const joins = { and: '&&', or: '||' } as const

/**
 * The condition as text of the rule language. Every signal is a double there, so a number is
 * written as one. A comparison without a number is left out, and a group without a line with it.
 */
export function conditionText(group: ConditionGroup): string {
  return textOf(group).text
}

/** A text with what joins its parts on the outside, if it has several. */
interface Part {
  text: string
  join?: 'and' | 'or'
}

function textOf(item: ConditionItem): Part {
  if (!isGroup(item)) return { text: comparisonText(item) }
  const parts = item.items.map(textOf).filter(part => part.text !== '')
  const [first] = parts
  if (!first || parts.length === 1) return first ?? { text: '' }
  const texts = parts.map(({ text, join }) => (join && join !== item.join ? `(${text})` : text))
  return { text: texts.join(` ${joins[item.join]} `), join: item.join }
}

function comparisonText({ signal, sign, value }: Comparison): string {
  if (signal === '' || value === undefined) return ''
  const isWhole = typeof value === 'number' && Number.isInteger(value)
  return `${signal} ${sign} ${isWhole ? `${value}.0` : value}`
}

/**
 * The lines that a text stands for; undefined where it says more than lines can: functions,
 * arithmetic, signals compared with each other, a negation.
 * @param parameters names that a signal may be compared with
 */
export function readCondition(
  text: string,
  parameters: readonly string[] = [],
): ConditionGroup | undefined {
  const tokens = tokensOf(text)
  if (!tokens || tokens.length === 0) return undefined
  const reader = new Reader(tokens, parameters)
  const item = reader.either()
  if (!item || !reader.isAtEnd()) return undefined
  return isGroup(item) ? item : { join: 'and', items: [item] }
}

const pattern = /\s*(?:(&&|\|\||[<>=!]=|[<>()])|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w.]*))/y

function tokensOf(text: string): string[] | undefined {
  const found: string[] = []
  pattern.lastIndex = 0
  const end = text.trimEnd().length
  while (pattern.lastIndex < end) {
    const match = pattern.exec(text)
    if (!match) return undefined
    found.push(match[0].trim())
  }
  return found
}

/** Reads `a && b || c` as the language does: "and" binds closer than "or". */
class Reader {
  private at = 0

  constructor(
    private readonly tokens: readonly string[],
    private readonly parameters: readonly string[],
  ) {}

  isAtEnd(): boolean {
    return this.at === this.tokens.length
  }

  either(): ConditionItem | undefined {
    return this.joined('or', () => this.joined('and', () => this.one()))
  }

  private joined(
    join: 'and' | 'or',
    next: () => ConditionItem | undefined,
  ): ConditionItem | undefined {
    const items: ConditionItem[] = []
    do {
      const item = next()
      if (!item) return undefined
      // Brackets round what is joined the same way say nothing.
      if (isGroup(item) && item.join === join) items.push(...item.items)
      else items.push(item)
    } while (this.takes(joins[join]))
    return items.length === 1 ? items[0] : { join, items }
  }

  private one(): ConditionItem | undefined {
    if (this.takes('(')) {
      const inner = this.either()
      return inner && this.takes(')') ? inner : undefined
    }
    return this.comparison()
  }

  private comparison(): Comparison | undefined {
    const [signal, sign, value] = this.tokens.slice(this.at, this.at + 3)
    this.at += 3
    const known = comparisons.find(one => one === sign)
    if (!known || signal === undefined || !/^[A-Za-z_]/.test(signal)) return undefined
    if (value === undefined) return undefined
    if (this.parameters.includes(value)) return { signal, sign: known, value }
    return /^-?\d/.test(value) ? { signal, sign: known, value: Number(value) } : undefined
  }

  private takes(token: string): boolean {
    if (this.tokens[this.at] !== token) return false
    this.at += 1
    return true
  }
}
