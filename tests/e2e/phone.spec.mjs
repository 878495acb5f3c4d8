// On a phone nothing runs over the side, and the job can be done.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openPage } from './page.mjs';

test('on a phone nothing runs over the side', async (t) => {
  const it = await openPage(t, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const fits = async (where) => {
    const wide = await it.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide[0] <= wide[1], `${where}: ${wide}`);
  };
  await fits('landing');
  await it.openSample();
  await fits('cards');
  await it.openReport();
  await fits('report');
  await it.page.locator('.workspace .finding-group[open] > .link').first().tap();
  await it.rulePage.locator('h2').waitFor();
  await fits('rule page');
  await it.page.locator('.rule-page__close').tap();
  for (const name of ['分享', /审核口径/, '帮助']) {
    await it.openDialog(name);
    await fits(`dialog ${name}`);
    const box = await it.dialog.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 390, `dialog ${name}`);
    await it.closeDialog();
  }
  await it.page.setViewportSize({ width: 360, height: 640 });
  await it.button('大字').tap();
  await fits('large type at 360 px');
});

test('on a phone a finding opens the text and marks its place', async (t) => {
  const it = await openPage(t, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await it.openSample();
  await it.openReport();
  await it.page.locator('.workspace .finding-item__place').first().tap();
  await it.marks.first().waitFor();
  const box = await it.marks.first().boundingBox();
  assert.ok(box.y > 0 && box.y < 844, 'the mark is in view');
});
