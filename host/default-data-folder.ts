import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'

/**
 * Where a host without a screen of its own keeps its fabric when nobody says: the platform's place
 * for the data of programs.
 */
export function defaultDataFolder(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
  home = homedir(),
): string {
  if (platform === 'win32') {
    const local = environment['LOCALAPPDATA'] ?? win32.join(home, 'AppData', 'Local')
    return win32.join(local, 'Hostward', 'server')
  }
  if (platform === 'darwin') {
    return posix.join(home, 'Library', 'Application Support', 'Hostward', 'server')
  }
  const named = environment['XDG_DATA_HOME']
  // The XDG rules say that a relative path is to be passed over.
  const share = named && posix.isAbsolute(named) ? named : posix.join(home, '.local', 'share')
  return posix.join(share, 'hostward')
}
