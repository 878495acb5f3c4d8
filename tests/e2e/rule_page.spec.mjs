// 规则说明: what a rule checks, on what basis and how to mend it, beside the finding or by a link.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openPage, openViewer } from './page.mjs';

const WHOLE = /检查什么[\s\S]*依据[\s\S]*示例[\s\S]*怎么改[\s\S]*例外/;

test('the rule page stands beside the report and is closed again', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.openReport();
  const button = it.page.locator('.workspace .finding-group[open] > .link').first();
  await button.click();
  await it.rulePage.locator('h2').waitFor();
  assert.match(await it.rulePage.innerText(), WHOLE);
  assert.doesNotMatch(await it.rulePage.innerText(), /←|```|\*\*|^#/m, 'no mark of Markdown or of the tests is left');
  const box = await it.rulePage.boundingBox();
  assert.ok(box.y >= 0 && box.y < 900, 'it is in sight');
  await it.page.locator('.rule-page__close').click();
  assert.equal(await it.rulePage.count(), 0);
});

test('it opens where the reader is, takes the focus and gives it back, also on Esc', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.openReport();
  const button = it.page.locator('.workspace .finding-group[open] > .link').nth(4);
  await button.scrollIntoViewIfNeeded();
  const top = await it.page.evaluate(() => scrollY);
  assert.ok(top > 300, 'some way down');
  for (const close of [() => it.page.keyboard.press('Escape'), () => it.page.locator('.rule-page__close').click()]) {
    await button.focus();
    await it.page.keyboard.press('Enter');
    await it.rulePage.locator('h2').waitFor();
    await it.page.waitForFunction(() => document.activeElement.id === 'rule-page');
    const box = await it.rulePage.boundingBox();
    assert.ok(box.y >= 0 && box.y + box.height <= 900, 'it is in sight');
    assert.ok(await it.page.evaluate(() => scrollY) >= top - 50, 'the reader is not taken to the top');
    await close();
    await it.rulePage.waitFor({ state: 'detached' });
    await it.page.waitForFunction(() => document.activeElement.matches('[data-rule][data-opener]'));
    assert.ok(await button.evaluate((element) => element === document.activeElement));
  }
});

for (const [where, opener] of [['the page', openPage], ['viewer.html from disk', openViewer]]) {
  test(`a link leads to the page of a rule, in ${where}`, async (t) => {
    const it = await opener(t);
    await it.page.evaluate(() => { location.hash = 'rule=C18'; });
    await it.rulePage.locator('h2').waitFor();
    assert.match(await it.rulePage.innerText(), /负向指标[\s\S]*C18/);
    assert.match(await it.rulePage.innerText(), WHOLE);
    await it.openSample();
    assert.equal(await it.rulePage.count(), 0, 'a new table begins with its cards');
    await it.page.evaluate(() => { location.hash = 'rule=A01'; });
    await it.rulePage.locator('h2').waitFor();
  });
}

test('the page of a rule speaks the language of the page', async (t) => {
  const it = await openPage(t);
  await it.page.evaluate(() => { location.hash = 'rule=C18'; });
  await it.rulePage.locator('h2').waitFor();
  await it.button('English').click();
  await it.page.waitForFunction(() => /[a-z]{4}/.test(document.querySelector('#rule-page h2').textContent));
});
