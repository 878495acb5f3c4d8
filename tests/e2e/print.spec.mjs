// 打印: both parts on paper, nothing to click, every finding.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openPage } from './page.mjs';

test('paper shows both parts, nothing to click, and every finding', async (t) => {
  const it = await openPage(t, { colorScheme: 'dark' });
  await it.openSample();
  const { page } = it;
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).color), 'rgb(0, 0, 0)');
  for (const selector of ['.toolbar', '.source-pane', '.tabs']) assert.equal(await page.locator(selector).first().isVisible(), false, selector);
  assert.ok(await page.locator('.print-only .finding-item').first().isVisible());
  assert.equal(await page.locator('.print-only details:not([open])').count(), 0);
  assert.match(await page.locator('#paper-head').innerText(), /审核口径 88号 · 打印日期 \d{4}-\d{2}-\d{2}/);
  assert.ok(await page.locator('.workspace .project-card').last().isVisible());
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  assert.equal(await page.locator('.print-only > *').count(), 0);
});
