import { chromium } from 'playwright-core'

/** The system's Chromium, without a window, which asks nobody for anything by itself. */
export const CHROMIUM = {
  executablePath: '/usr/bin/chromium',
  headless: true,
  args: [
    ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    ...['--disable-component-update', '--disable-sync'],
  ],
}

/** Starts it with a profile of its own. */
export const launchChromium = () => chromium.launch(CHROMIUM)
