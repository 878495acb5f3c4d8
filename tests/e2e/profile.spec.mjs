// 审核口径: another guide, rules switched off, other thresholds; judged again without reading again.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openPage } from './page.mjs';

const errors = async (it) => Number(await it.page.locator('.count--error b').innerText());

test('a rule switched off finds nothing, and 恢复默认 brings it back', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  const before = await errors(it);
  await it.openDialog(/审核口径/);
  await it.page.getByLabel(/^C18 /).uncheck();
  assert.equal(await errors(it), before - 2);
  await it.button('恢复默认').click();
  assert.equal(await errors(it), before);
});

test('the guide is chosen by hand or by the layout, and a link carries the choice', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  assert.match(await it.button(/审核口径/).innerText(), /88号.*自动/);
  await it.openDialog(/审核口径/);
  await it.dialog.getByLabel(/101号/).check();
  await it.closeDialog();
  assert.match(await it.button(/审核口径/).innerText(), /101号.*手动/);
  const other = await it.another(await it.shareLink());
  await other.cards.first().waitFor();
  assert.match(await other.button(/审核口径/).innerText(), /101号.*手动/);
});

test('a threshold is taken when it is a number; else the old one stands there again', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.openDialog(/审核口径/);
  const field = it.page.getByLabel(/指标最少项数/);
  for (const [typed, stands] of [['-3', '3'], ['', '3'], ['7', '7']]) {
    await field.fill(typed);
    await field.press('Tab');
    await it.page.waitForTimeout(50);
    assert.equal(await field.inputValue(), stands, typed);
  }
});

test('the focus comes back to the button that opened a dialog, also when it was drawn anew', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  for (const [name, change] of [['分享', null], [/审核口径/, /^C18 /], ['帮助', null]]) {
    await it.button(name).first().focus();
    await it.page.keyboard.press('Enter');
    await it.dialog.waitFor();
    if (change) await it.page.getByLabel(change).uncheck();
    await it.closeDialog();
    const words = name instanceof RegExp ? name.source : name;
    await it.page.waitForFunction((words) => document.activeElement.textContent.includes(words), words, { timeout: 3000 });
  }
});
