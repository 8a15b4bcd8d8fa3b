/** The tags with a new one at the end; blank and known words change nothing. */
export function addTag(tags: readonly string[], draft: string): readonly string[] {
  const tag = draft.trim()
  return !tag || tags.includes(tag) ? tags : [...tags, tag]
}
