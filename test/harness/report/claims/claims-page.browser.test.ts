import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import type { Browser } from 'playwright-core';

import { claimsFiles } from '../../../../harness/report/claims/claims-files.ts';
import { ANSWERS } from '../../../fixtures/claim-answers.ts';
import { claimsFileOf } from '../../../fixtures/claims-file.ts';
import { browserPath, launchBrowser, shoot, styleOf, visit } from '../page/browser.ts';

const path = browserPath();
const skip = path === null && 'no Chromium or Chrome here; install one, or name it with CHROMIUM';

describe('the page of claims in a browser', { skip }, () => {
  let browser: Browser;
  let folder: string;
  let url: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'claims-page-test-'));
    const files = await claimsFiles(ANSWERS, claimsFileOf([]));
    const page = join(folder, 'claims.html');
    writeFileSync(page, files.find((file) => file.path === 'claims.html')?.text ?? '');
    url = pathToFileURL(page).href;
    browser = await launchBrowser(path ?? '');
  });

  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  for (const [colorScheme, background] of [
    ['light', 'rgb(255, 255, 255)'],
    ['dark', 'rgb(13, 17, 23)'],
  ] as const) {
    it(`is ${colorScheme} with its charts, and runs nothing that a name holds`, async () => {
      await visit(browser, url, { colorScheme }, async (page) => {
        page.on('dialog', (dialog) => assert.fail(dialog.message()));
        assert.equal(await styleOf(page, 'body', 'background-color'), background);
        assert.equal(await styleOf(page, '.chart svg > rect', 'fill'), background);
        await shoot(page, `claims-${colorScheme}`);
      });
    });
  }

  it('leads from the table of answers to each claim', async () => {
    await visit(browser, url, { viewport: { width: 800, height: 500 } }, async (page) => {
      const links = page.locator('table').first().locator('a');
      assert.equal(await links.count(), ANSWERS.length);
      await links.last().click();
      const heading = page.getByRole('heading', { name: ANSWERS.at(-1)?.claim.title ?? '' });
      const box = await heading.boundingBox();
      assert.ok(box !== null && box.y >= 0 && box.y < 500, 'its heading is in the window');
    });
  });

  it('fits a narrow window: what is wide scrolls by itself', async () => {
    await visit(browser, url, { viewport: { width: 360, height: 700 } }, async (page) => {
      assert.equal(await page.evaluate<number>('document.documentElement.scrollWidth'), 360);
      await shoot(page, 'claims-narrow');
    });
  });

  it('is read without JavaScript', async () => {
    await visit(browser, url, { javaScriptEnabled: false }, async (page) => {
      assert.equal(await page.locator('table').first().isVisible(), true);
      const drawn = ANSWERS.filter(({ judgement }) => judgement?.chart !== undefined);
      assert.equal(await page.locator('.chart svg').count(), drawn.length);
    });
  });
});
