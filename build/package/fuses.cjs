/** The switches inside Electron's binary: what they are set to, and what a built binary says of them. */
const { flipFuses, FuseV1Options, FuseVersion, getCurrentFuseWire } = require('@electron/fuses')

/**
 * A release cannot be used as a Node interpreter or be debugged from outside, and runs our archive alone.
 * @param {boolean} forEndToEnd a build for tests has the inspector, through which they drive it
 */
function wantedFuses(forEndToEnd) {
  return {
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: forEndToEnd,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  }
}

const on = '1'.charCodeAt(0)
const removed = 'r'.charCodeAt(0)

/**
 * What a binary has, by name. A fuse that this Electron does not have, or has no more, is left out.
 * @param {string} binary
 * @returns {Promise<Record<string, boolean>>}
 */
async function readFuses(binary) {
  const { version: _version, ...wire } = await getCurrentFuseWire(binary)
  return Object.fromEntries(
    Object.entries(wire)
      .filter(([index, state]) => FuseV1Options[index] !== undefined && state !== removed)
      .map(([index, state]) => [FuseV1Options[index], state === on]),
  )
}

/**
 * Sets the fuses that this Electron has, reads them back from the file, and fails where one differs.
 * @param {string} binary
 * @param {{ forEndToEnd: boolean, resign: boolean }} options `resign` renews the ad-hoc signature of macOS
 * @returns {Promise<Record<string, boolean>>} what was read back
 */
async function setFuses(binary, { forEndToEnd, resign }) {
  const present = await readFuses(binary)
  const wanted = Object.entries(wantedFuses(forEndToEnd)).filter(
    ([index]) => FuseV1Options[index] in present,
  )
  await flipFuses(binary, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: resign,
    ...Object.fromEntries(wanted),
  })
  const after = await readFuses(binary)
  for (const [index, state] of wanted) {
    const name = FuseV1Options[index]
    if (after[name] !== state) throw new Error(`The fuse ${name} is ${after[name]}, not ${state}`)
  }
  return after
}

module.exports = { readFuses, setFuses, wantedFuses }
