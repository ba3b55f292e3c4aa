import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Where Debian, Ubuntu and macOS have one. */
const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser that the machine has; null where there is none. */
export function browserPath(): string | null {
  const named = process.env['CHROMIUM'];
  return named ?? USUAL.find((path) => existsSync(path)) ?? null;
}

/** A headless one that asks nothing of the network by itself. */
export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}

/** Opens a page, and demands at the end that it had nothing to complain of and asked for nothing. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options);
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
