import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import type { Page } from 'playwright-core';

import { summarize } from '../../../harness/analysis/summary.ts';
import { reportFiles } from '../../../harness/report/files.ts';
import { detailedRun } from '../../support/detailed-run.ts';
import { BrowsedPage, shoot, skip, styleOf } from '../../support/browser.ts';

/** Tables and charts that reach past what holds them. */
const CUT_OFF = `[...document.querySelectorAll('table, .chart svg')]
  .filter((one) => one.getClientRects().length > 0)
  .filter((one) => one.getBoundingClientRect().right > one.parentElement.getBoundingClientRect().right + 1)
  .map((one) => one.closest('section').querySelector('h2').textContent)`;

/** What stands in cells and reaches past them, over the next cell. */
const OVERLAPPING = `[...document.querySelectorAll('td, td small')]
  .filter((one) => one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.textContent)`;

/** Figures of tables in more than one line. */
const WRAPPED = `[...document.querySelectorAll('td.right')].flatMap((cell) => {
  const text = [...cell.childNodes].find((node) => node.nodeType === Node.TEXT_NODE);
  const range = document.createRange();
  if (text === undefined) return [];
  range.selectNodeContents(text);
  return range.getClientRects().length > 1 ? [cell.textContent] : [];
})`;

describe('the page in a browser', { skip }, () => {
  let shown: BrowsedPage;

  before(async () => {
    const files = await reportFiles(summarize(detailedRun()));
    shown = await BrowsedPage.open(files.find(({ path }) => path === 'report.html')?.text ?? '');
  });

  after(() => shown.close());

  /** First column of the first table, top to bottom. */
  async function models(page: Page): Promise<readonly string[]> {
    const cells = page.locator('table').first().locator('tbody td:first-child');
    return (await cells.allInnerTexts()).map((text) => text.split('\n')[0] ?? '');
  }

  it('sorts by figures, not by their letters, and back', async () => {
    await shown.visit({}, async (page) => {
      const time = page
        .locator('table')
        .first()
        .getByRole('button', { name: /^time\W*$/ });
      await time.click();
      const ascending = [
        'bare-work',
        'worker-threads',
        'child-processes',
        'single-threaded',
        'broken',
      ];
      assert.deepEqual(await models(page), ascending);
      const heading = page.locator('table').first().locator('th').nth(1);
      assert.equal(await heading.getAttribute('aria-sort'), 'ascending');
      await time.click();
      assert.deepEqual(await models(page), ascending.toReversed());
      assert.equal(await heading.getAttribute('aria-sort'), 'descending');
    });
  });

  it('sorts by the keyboard', async () => {
    await shown.visit({}, async (page) => {
      await page.locator('table').first().getByRole('button', { name: 'model' }).focus();
      await page.keyboard.press('Enter');
      const sorted = await models(page);
      assert.deepEqual(sorted, sorted.toSorted());
    });
  });

  it('says the figures of a mark beside the pointer, within the window', async () => {
    await shown.visit({ viewport: { width: 500, height: 600 } }, async (page) => {
      const tooltip = page.getByRole('tooltip');
      assert.equal(await tooltip.count(), 0, 'hidden');
      await page.locator('.chart .narrow path[aria-label*="interval"]').first().hover();
      assert.match((await tooltip.textContent()) ?? '', /^single-threaded: median .* interval /);
      const box = await tooltip.boundingBox();
      assert.ok(box !== null && box.x >= 0 && box.x + box.width <= 500);
      await page.mouse.move(1, 1);
      assert.equal(await tooltip.count(), 0, 'hidden again');
    });
  });

  for (const [colorScheme, background, ink] of [
    ['light', 'rgb(255, 255, 255)', 'rgb(31, 35, 40)'],
    ['dark', 'rgb(13, 17, 23)', 'rgb(240, 246, 252)'],
  ] as const) {
    it(`is ${colorScheme} with its charts`, async () => {
      await shown.visit({ colorScheme, viewport: { width: 1100, height: 900 } }, async (page) => {
        assert.equal(await styleOf(page, 'body', 'background-color'), background);
        assert.equal(await styleOf(page, '.chart svg > rect', 'fill'), background);
        assert.equal(await styleOf(page, '.chart .role-title-text text', 'fill'), ink);
        await shoot(page, colorScheme);
      });
    });
  }

  for (const width of [360, 420, 800, 1280]) {
    it(`fits a window of ${width} px: nothing is cut off, and no number wraps`, async () => {
      await shown.visit({ viewport: { width, height: 900 } }, async (page) => {
        await page.evaluate(
          "document.querySelectorAll('details').forEach((d) => { d.open = true; })",
        );
        assert.equal(await page.evaluate<number>('document.documentElement.scrollWidth'), width);
        assert.deepEqual(await page.evaluate<readonly string[]>(CUT_OFF), []);
        assert.deepEqual(await page.evaluate<readonly string[]>(OVERLAPPING), []);
        assert.deepEqual(await page.evaluate<readonly string[]>(WRAPPED), []);
        await shoot(page, `at-${width}`);
      });
    });
  }

  it('has contents that lead to its sections, and findings that lead to what they mean', async () => {
    await shown.visit({}, async (page) => {
      const links = page.locator('a');
      assert.ok((await links.count()) > 12);
      for (const link of await links.all()) {
        const target = (await link.getAttribute('href')) ?? '';
        assert.equal(await page.locator(`[id="${target.slice(1)}"]`).count(), 1, target);
      }
      const finding = page.locator('td a').first();
      await finding.click();
      const meaning = page.locator((await finding.getAttribute('href')) ?? '');
      assert.equal(await meaning.isVisible(), true);
    });
  });

  it('sorts by figures and names, not by sentences', async () => {
    await shown.visit({}, async (page) => {
      assert.equal(await page.locator('th.prose').count(), 1);
      assert.equal(await page.locator('th.prose button').count(), 0);
    });
  });

  it('is read without JavaScript: tables, charts and every trial', async () => {
    await shown.visit({ javaScriptEnabled: false }, async (page) => {
      assert.equal(await page.locator('table').first().isVisible(), true);
      assert.equal(await page.locator('.chart .wide svg').count(), 5);
      assert.equal(await page.locator('th button').count(), 0, 'no button that does nothing');
      await page.getByText('broken: 6 of 8 trials completed').click();
      await page.getByText('round 3: failed', { exact: true }).click();
      assert.equal(await page.getByText('killed by SIGSEGV').last().isVisible(), true);
      await shoot(page, 'without-javascript');
    });
  });
});
