import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { claimsFiles } from '../../../../harness/claims/report/files.ts';
import { ANSWERS } from '../../../support/claim-answers.ts';
import { claimsRun } from '../../../support/claims-run.ts';
import { BrowsedPage, shoot, skip, styleOf } from '../../../support/browser.ts';

describe('the page of claims in a browser', { skip }, () => {
  let shown: BrowsedPage;

  before(async () => {
    const files = await claimsFiles(ANSWERS, claimsRun([]));
    shown = await BrowsedPage.open(files.find(({ path }) => path === 'claims.html')?.text ?? '');
  });

  after(() => shown.close());

  for (const [colorScheme, background] of [
    ['light', 'rgb(255, 255, 255)'],
    ['dark', 'rgb(13, 17, 23)'],
  ] as const) {
    it(`is ${colorScheme} with its charts`, async () => {
      await shown.visit({ colorScheme }, async (page) => {
        assert.equal(await styleOf(page, 'body', 'background-color'), background);
        assert.equal(await styleOf(page, '.chart svg > rect', 'fill'), background);
        await shoot(page, `claims-${colorScheme}`);
      });
    });
  }

  it('leads from the list of claims, with their verdicts, to each of them', async () => {
    await shown.visit({ viewport: { width: 800, height: 500 } }, async (page) => {
      const list = page.getByRole('navigation', { name: 'Claims' });
      const links = list.locator('a');
      assert.equal(await links.count(), ANSWERS.length);
      assert.deepEqual(await list.locator('.badge').allTextContents(), [
        ...['holds', 'depends', 'does not hold', 'not measured'],
      ]);
      await links.last().click();
      const heading = page.getByRole('heading', { name: ANSWERS.at(-1)?.claim.title ?? '' });
      const box = await heading.boundingBox();
      assert.ok(box !== null && box.y >= 0 && box.y < 500, 'its heading is in the window');
    });
  });

  it('fits a narrow window: what is wide scrolls by itself', async () => {
    await shown.visit({ viewport: { width: 360, height: 700 } }, async (page) => {
      assert.equal(await page.evaluate<number>('document.documentElement.scrollWidth'), 360);
      await shoot(page, 'claims-narrow');
    });
  });

  it('is read without JavaScript, and its figures are folded until asked for', async () => {
    await shown.visit({ javaScriptEnabled: false }, async (page) => {
      const figures = page.locator('#bars table');
      assert.equal(await figures.isVisible(), false);
      await page.locator('#bars summary').click();
      assert.equal(await figures.isVisible(), true);
      const drawn = ANSWERS.filter(({ judgement }) => judgement?.chart !== undefined);
      assert.equal(await page.locator('.chart .wide svg').count(), drawn.length);
    });
  });
});
