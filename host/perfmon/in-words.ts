/** What the errors of files that people meet mean. */
const words: Readonly<Record<string, string>> = {
  ENOENT: 'its file is not there.',
  ENOTDIR: 'the folder of the logs is not there.',
  EISDIR: 'it is a folder, and no file.',
  EACCES: 'there is no right to read or write it.',
  EPERM: 'there is no right to read or write it.',
  EROFS: 'the disk takes no more to write.',
  ENOSPC: 'there is no room on the disk.',
  EDQUOT: 'there is no room on the disk.',
  EFBIG: 'it is longer than the disk takes.',
  EMFILE: 'too many files are open.',
  ENFILE: 'too many files are open.',
  EIO: 'the disk failed.',
}

/**
 * An error of the system in words, without the paths of the server, which are no business of who
 * calls from elsewhere; any other error is given back as it is.
 */
export function inWords(error: unknown): unknown {
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException
  if (code === undefined || syscall === undefined) return error
  return new Error(words[code] ?? `the system says ${code}.`, { cause: error })
}

/** Why something failed, as a sentence that begins in lower case. */
export function reasonOf(error: unknown): string {
  const said = inWords(error)
  return said instanceof Error ? said.message : 'the disk did not take it.'
}
