// 中 / EN: the whole page in either language, remembered.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openPage } from './page.mjs';

const CHINESE = /[\u4e00-\u9fff]/;

test('English is complete: no Chinese is left of the page itself', async (t) => {
  const it = await openPage(t, { locale: 'en-GB' });
  const landing = await it.page.locator('body').innerText();
  assert.doesNotMatch(landing.replace('中文', ''), CHINESE);
  await it.button(/Sample 1/).click();
  await it.page.locator('#tab-report').click();
  assert.match(await it.summary.innerText(), /projects: 15[\s\S]*indicators: 96/);
  assert.match(await it.count.innerText(), /findings are shown · doubtful ones not shown: \d+/);
  await it.page.getByLabel('Show doubtful ones').check();
  // Only what is quoted from the table is Chinese.
  for (const selector of ['.finding-list__controls', '.finding-list__count', '.finding-group__title', '.finding-item__actions', '.finding-item__place', '.badge', '.toolbar', '.footer']) {
    const texts = await it.page.locator(`${selector}`).allInnerTexts();
    for (const text of texts) assert.doesNotMatch(text.replace('中文', ''), CHINESE, selector);
  }
  for (const name of ['Share', /Guidance/, 'Help']) {
    await it.openDialog(name);
    const texts = await it.dialog.locator('legend, label, p, h2, button, dd').allInnerTexts();
    for (const text of texts) assert.doesNotMatch(text, CHINESE, String(name));
    await it.closeDialog();
  }
});

test('the language is switched in place and remembered', async (t) => {
  const it = await openPage(t, { locale: 'en-GB' });
  await it.button('中文').click();
  assert.equal(await it.page.evaluate(() => document.documentElement.lang), 'zh-CN');
  await it.openSample();
  assert.match(await it.summary.innerText(), /15个项目/);
  await it.page.reload();
  await it.button('English').waitFor();
});
