import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Where Debian, Ubuntu and macOS have one. */
const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser that the machine has; null where there is none, or `CHROMIUM=` says so. */
function browserPath(): string | null {
  const named = process.env['CHROMIUM'];
  if (named === '') return null;
  return named ?? USUAL.find((path) => existsSync(path)) ?? null;
}

/** Why the tests of a page are skipped; false where there is a browser. */
export const skip =
  browserPath() === null && 'no Chromium or Chrome here; install one, or name it with CHROMIUM';

/** One page, saved to a file and open in a headless browser that asks nothing of the network by itself. */
export class BrowsedPage {
  readonly #browser: Browser;
  readonly #folder: string;

  private constructor(browser: Browser, folder: string) {
    this.#browser = browser;
    this.#folder = folder;
  }

  static async open(html: string): Promise<BrowsedPage> {
    const browser = await chromium.launch({
      executablePath: browserPath() ?? '',
      headless: true,
      args: [
        ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
        ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ],
    });
    const folder = mkdtempSync(join(tmpdir(), 'page-test-'));
    writeFileSync(join(folder, 'page.html'), html);
    return new BrowsedPage(browser, folder);
  }

  /** Looks at it, and demands at the end that it had nothing to complain of and asked for nothing. */
  async visit(options: BrowserContextOptions, look: (page: Page) => Promise<void>): Promise<void> {
    const url = pathToFileURL(join(this.#folder, 'page.html')).href;
    const context = await this.#browser.newContext(options);
    try {
      const page = await context.newPage();
      const complaints: string[] = [];
      const requests: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => requests.push(request.url()));
      await page.goto(url);
      await look(page);
      assert.deepEqual(complaints, []);
      assert.deepEqual(requests, [url]);
    } finally {
      await context.close();
    }
  }

  async close(): Promise<void> {
    await this.#browser.close();
    rmSync(this.#folder, { recursive: true });
  }
}

/** The computed style of the first element that the selector finds. */
export function styleOf(page: Page, selector: string, property: string): Promise<string> {
  const element = `document.querySelector(${JSON.stringify(selector)})`;
  return page.evaluate<string>(
    `getComputedStyle(${element}).getPropertyValue(${JSON.stringify(property)})`,
  );
}

/** CHROMIUM_SHOTS=DIR keeps pictures, for people to look at. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['CHROMIUM_SHOTS'];
  if (folder !== undefined)
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
