/**
 * Draws `hostward.svg` in every size that a platform wants and writes the icon files beside it. Run
 * by hand when the mark changes (`node build/icons/rasterise.mjs`); the files are kept in the
 * repository.
 * Needs a Chromium: the one on the path, or the one that CHROMIUM_PATH names.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { encodeIcns, encodeIco } from './image-files.mjs'

const folder = fileURLToPath(new URL('.', import.meta.url))
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
const icoSizes = [16, 24, 32, 48, 64, 128, 256]
const icnsSizes = [16, 32, 64, 128, 256, 512, 1024]

function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH
  const names = ['chromium', 'chromium-browser', 'google-chrome']
  const folders = (process.env.PATH ?? '').split(delimiter)
  const found = folders.flatMap(path => names.map(name => join(path, name))).find(existsSync)
  if (found === undefined) throw new Error('No Chromium on the path; name one in CHROMIUM_PATH.')
  return found
}

/** @returns {Promise<import('./image-files.mjs').Picture[]>} */
async function draw() {
  const svg = readFileSync(join(folder, 'hostward.svg'), 'utf8')
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  try {
    const page = await browser.newPage()
    const style = 'body{margin:0}svg{display:block;width:100vw;height:100vh}'
    await page.setContent(`<style>${style}</style>${svg}`)
    const pictures = []
    for (const size of sizes) {
      await page.setViewportSize({ width: size, height: size })
      pictures.push({ size, png: await page.screenshot({ omitBackground: true }) })
    }
    return pictures
  } finally {
    await browser.close()
  }
}

const pictures = await draw()
mkdirSync(join(folder, 'png'), { recursive: true })
for (const { size, png } of pictures.filter(picture => picture.size <= 512)) {
  writeFileSync(join(folder, 'png', `${size}x${size}.png`), png)
}
const ofSizes = wanted => pictures.filter(picture => wanted.includes(picture.size))
writeFileSync(join(folder, 'hostward.ico'), encodeIco(ofSizes(icoSizes)))
writeFileSync(join(folder, 'hostward.icns'), encodeIcns(ofSizes(icnsSizes)))
console.log(`Wrote ${sizes.length} sizes, hostward.ico and hostward.icns into ${folder}`)
