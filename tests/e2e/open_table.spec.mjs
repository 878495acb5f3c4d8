// A table goes in: by pasting, by dropping, by file, by sample; cards come out.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { dropFile, dropFiles, ROOT, SAMPLE, shownText } from './harness.mjs';
import { openPage } from './page.mjs';

test('pasting the sample anywhere shows its cards, in order of money', async (t) => {
  const it = await openPage(t);
  await it.paste(SAMPLE);
  await it.expectSample();
  assert.match(await shownText(it.cards.first()), /第6个项目[\s\S]*986\.00 万元[\s\S]*36%/);
  await it.button('按原序').click();
  assert.match(await shownText(it.cards.first()), /第1个项目/);
  const strip = await it.page.locator('.reconcile').innerText();
  assert.match(strip, /总计[\s\S]*项目合计 2,754\.66[\s\S]*单位合计 2,754\.66[\s\S]*表内合计 2,754\.66[\s\S]*相符/);
  assert.match(await it.page.locator('.coverage').innerText(), /100\.0%[\s\S]*未识别 0 处/);
});

test('by keyboard alone the first sample is open after three actions', async (t) => {
  const it = await openPage(t);
  await it.button('示例一').focus();
  await it.page.keyboard.press('Enter');
  await it.expectSample();
});

test('the paste box keeps a text that is typed, and reads it with its button', async (t) => {
  const it = await openPage(t);
  await it.page.locator('#paste-box').fill('1、产出指标：验收合格率，年度指标值：100%。');
  await it.button('读取', { exact: true }).click();
  await it.cards.first().waitFor();
  assert.equal(await it.indicators.count(), 1);
});

test('a field keeps its own paste: pasting into the search of the report opens no table', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.openReport();
  await it.paste('1、产出指标：验收合格率，年度指标值：100%。', '.finding-list__search');
  await it.page.waitForTimeout(100);
  assert.match(await it.summary.innerText(), /15个项目/);
});

test('a dropped file is read, also onto a loaded table, and in GB18030', async (t) => {
  const it = await openPage(t);
  await dropFile(it.page, 'table.txt', Buffer.from(SAMPLE));
  await it.expectSample();
  // "1、产出指标：验收合格率，年度指标值：95%。" in GB18030.
  const gb = Buffer.from('31a1a2b2fab3f6d6b8b1eaa3bad1e9cad5bacfb8f1c2caa3acc4eab6c8d6b8b1ead6b5a3ba393525a1a3', 'hex');
  await dropFile(it.page, 'gbk.txt', gb, '.project-card');
  await it.page.waitForFunction(() => document.querySelectorAll('.workspace .indicator').length === 1);
  assert.match(await shownText(it.cards), /验收合格率[\s\S]*95%/);
  const encoding = it.page.locator('.toolbar .encodings select');
  assert.equal(await encoding.inputValue(), 'gb18030');
  await encoding.selectOption('utf-16le');
  await it.page.locator('#unread-title').waitFor();
  await encoding.selectOption('gb18030');
  await it.cards.first().waitFor();
});

test('several files are entries with their counts, and each keeps how it was looked at', async (t) => {
  const it = await openPage(t);
  const entries = it.page.locator('.file-list button');
  await dropFiles(it.page, [
    ['财政局.txt', Buffer.from(SAMPLE)],
    ['图书馆.xlsx', readFileSync(`${ROOT}tests/fixtures/files/library_2025.xlsx`)],
    ['照片.txt', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])],
  ]);
  await it.expectSample();
  assert.deepEqual(await entries.allTextContents(), ['财政局.txt 15个项目 · 77条', '图书馆.xlsx ', '照片.txt ']);
  await it.openReport();
  await it.findings.nth(3).locator('.finding-item__place').click();
  const chosen = await it.page.locator('.workspace .finding-item.is-selected').getAttribute('id');
  await entries.nth(1).click();
  await it.page.waitForFunction(() => document.querySelectorAll('.workspace .project-card').length === 5);
  assert.match(await entries.nth(1).innerText(), /5个项目/);
  await entries.nth(2).click();
  await it.problem.waitFor();
  assert.equal(await it.cards.count(), 0, 'no table stands under the name of a file that cannot be read');
  await entries.nth(0).click();
  await it.page.locator(`.workspace [id="${chosen}"].is-selected`).waitFor();
  assert.equal(await it.page.locator('#tab-report').getAttribute('aria-selected'), 'true');
  await it.paste(SAMPLE);
  await it.expectSample();
  assert.equal(await entries.count(), 0, 'another text is none of them');
});
