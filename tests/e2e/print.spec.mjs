// 打印: everything on paper, nothing to click; a summary; and a PDF that can be searched.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { extractText, getDocumentProxy } from 'unpdf';

import { ROOT, SAMPLE } from './harness.mjs';
import { openPage } from './page.mjs';

// Fonts draw 目 and ⽬ with one glyph, and some readers of PDF take the latter out again: the characters of U+2E80 on.
const radicals = [...readFileSync(`${ROOT}src/parse/radicals.txt`, 'utf8').replaceAll('\n', '')];
const unradical = (ch) => (radicals[ch.codePointAt(0) - 0x2e80] ?? ' ').trim() || ch;
const plain = (text) => [...text].map(unradical).join('').normalize('NFKC').replaceAll('戶', '户').replace(/\s/g, '');

// The pages of the PDF that the browser prints, as text without white space.
async function pages(page) {
  const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ preferCSSPageSize: true })));
  return (await extractText(pdf, { mergePages: false })).text.map(plain);
}

// Chooses in the dialog; what would be printed then stays on the page.
async function choose(it, name) {
  await it.page.evaluate(() => { window.print = () => window.dispatchEvent(new Event('beforeprint')); });
  await it.openDialog('打印');
  await it.dialog.getByRole('button', { name, exact: true }).click();
  await it.page.locator('#paper-rest > *').first().waitFor({ state: 'attached' });
  await it.page.emulateMedia({ media: 'print' });
}

test('paper shows the report and the cards, nothing to click, and every finding', async (t) => {
  const it = await openPage(t, { colorScheme: 'dark' });
  await it.openSample();
  const { page } = it;
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).color), 'rgb(0, 0, 0)');
  for (const selector of ['.toolbar', '.source-pane', '.tabs', '.workspace .cards']) assert.equal(await page.locator(selector).first().isVisible(), false, selector);
  assert.equal(await page.locator('.print-only .finding-group__items .finding-item').count(), 133);
  assert.ok(await page.locator('.print-only .finding-item').last().isVisible());
  assert.ok(await page.locator('.print-only .project-card').last().isVisible());
  assert.equal(await page.locator('.print-only details:not([open])').count(), 0);
  assert.match(await page.locator('#paper-head').innerText(), /审核口径 88号 · 打印日期 \d{4}-\d{2}-\d{2} · 原文校验码 [0-9a-f]{8}/);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  assert.equal(await page.locator('.print-only > *').count(), 0);
});

test('the PDF holds every finding as text, and every sheet tells whose it is, of which text, and its number', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.openReport();
  await it.page.getByLabel('显示存疑').check();
  const said = (selector) => it.page.locator(`.workspace ${selector}`).evaluateAll((all) => all.map((each) => each.textContent));
  const messages = await said('.finding-item__message');
  const places = await said('.finding-item__head .link');
  const numbers = await it.page.locator('.summary .counts').innerText();
  assert.ok(messages.length >= 133 && places.length >= 133, `${messages.length} messages, ${places.length} places`);
  const sheets = await pages(it.page);
  assert.ok(sheets.length > 10);
  sheets.forEach((sheet, at) => {
    for (const part of ['广州市财政局2023', '审核口径88号', '辅助审核,不替代财政部门审核意见', `${at + 1}/${sheets.length}`]) {
      assert.ok(sheet.includes(plain(part)), `sheet ${at + 1} without ${part}`);
    }
    assert.match(sheet, /原文校验码[0-9a-f]{8}/);
  });
  const whole = sheets.join('');
  for (const text of [...messages, ...places, numbers]) assert.ok(whole.includes(plain(text)), `not in the PDF: ${text}`);
});

test('in English too every sheet tells the whole of it', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.button('English').click();
  await it.page.getByText('Project cards').first().waitFor();
  const sheets = await pages(it.page);
  for (const [at, sheet] of sheets.entries()) {
    for (const part of [/checkcodeofthetext[0-9a-f]{8}/, /replacetheopinionofthefinancedepartment\./]) assert.match(sheet, part, `sheet ${at + 1}`);
  }
});

test('a summary has kinds and numbers without findings; doubtful ones can be left out', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await choose(it, '摘要：各类问题的处数');
  assert.equal(await it.page.locator('.print-only .finding-item').first().isVisible(), false);
  assert.equal(await it.page.locator('.print-only .project-card').count(), 0);
  const summary = (await it.page.locator('.print-only').last().innerText()).replace(/\s/g, '');
  assert.match(summary, /显示77条，共133条·56条存疑未显示/);
  assert.match(summary, /项目内指标重复2处/);
  await it.page.emulateMedia({ media: 'screen' });
  await it.page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await choose(it, '全文，不含存疑的问题');
  assert.equal(await it.page.locator('.print-only .finding-group__items .finding-item').count(), 77);
  assert.equal(await it.page.locator('.print-only .project-card').count(), 15);
});

test('a name of a table cannot break what is printed', async (t) => {
  const it = await openPage(t);
  await it.paste(SAMPLE.replaceAll('广州市财政局', '某"; } @page { size: A0 } \\局'));
  await it.cards.first().waitFor();
  const sheets = await pages(it.page);
  assert.ok(sheets.length > 10, `${sheets.length} sheets`);
  assert.ok(sheets.every((sheet, at) => sheet.includes(`${at + 1}/${sheets.length}`)));
});
