// Bad input: each a sentence that says what is wrong and what to do; the page stays usable and the text stays there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { dropFile, ROOT, SAMPLE, shownText } from './harness.mjs';
import { openPage } from './page.mjs';

test('white space alone', async (t) => {
  const it = await openPage(t);
  const { page } = it;
  await it.paste(' \n\t\u3000 ');
  await it.expectProblem(/没有读到文字[\s\S]*PDF/);
  await it.expectUsable();
});

test('a picture that is called .txt', async (t) => {
  const it = await openPage(t);
  const { page } = it;
  await dropFile(page, 'scan.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]));
  await it.expectProblem(/图片[\s\S]*文字识别/);
  await dropFile(page, 'table.pdf', Buffer.from('%PDF-1.7 …'));
  await it.expectProblem(/PDF 阅读器[\s\S]*粘贴/);
  await it.expectUsable();
});

test('a refused file leaves the table that is open', async (t) => {
  const it = await openPage(t);
  const { page } = it;
  await it.openSample();
  await dropFile(page, 'scan.txt', Buffer.from('GIF89a'));
  await it.expectProblem(/图片/);
  assert.equal(await page.locator('.workspace .project-card').count(), 15);
});

test('wreckage of another encoding', async (t) => {
  const it = await openPage(t);
  const { page } = it;
  const wreck = readFileSync(`${ROOT}tests/fixtures/unread/mojibake.txt`, 'utf8');
  await it.paste(wreck);
  await it.expectProblem(/乱码[\s\S]*换一种编码/);
  await page.locator('#unread-title').waitFor();
  assert.ok((await shownText(page.locator('.source-pane__text'))).includes(wreck.split('\n')[0]), 'the text stays there');
  await it.expectUsable();
});

test('a text without a table', async (t) => {
  const it = await openPage(t);
  const { page } = it;
  await it.paste('关于召开会议的通知\n请各单位按时参加。');
  await page.locator('#unread-title').waitFor();
  assert.match(await page.locator('.unread').innerText(), /未能识别为绩效目标表[\s\S]*没有找到[\s\S]*重新复制/);
  assert.match(await shownText(page.locator('.source-pane__text')), /关于召开会议的通知/);
  await it.expectUsable();
});

test('a form without projects is no pass', async (t) => {
  const it = await openPage(t);
  await it.paste('项目支出绩效目标表\n部门名称：某市财政局 单位：万元\n项目名称（资金使用单位） 总计 财政拨款 财政专户拨款 其他资金 绩效目标 绩效指标\n合计 0.00 0.00');
  await it.page.locator('#unread-title, #tab-report').first().waitFor();
  if (await it.page.locator('#tab-report').count()) await it.page.locator('#tab-report').click();
  assert.doesNotMatch(await it.page.locator('main').innerText(), /已检查，没有发现问题/);
  await it.expectUsable();
});

test('five megabytes on one line: the page answers, and the text is whole', async (t) => {
  const it = await openPage(t);
  const { page } = it;
  const long = '预算绩效'.repeat(Math.ceil(5e6 / 12));
  await page.evaluate(() => {
    window.longest = 0;
    let last = performance.now();
    setInterval(() => { window.longest = Math.max(window.longest, performance.now() - last); last = performance.now(); }, 20);
  });
  await it.paste(long);
  await page.locator('#unread-title').waitFor({ timeout: 60_000 });
  await page.waitForFunction((length) => document.querySelector('.source-pane__text').textContent.length === length, long.length, { timeout: 60_000 });
  const longest = Math.round(await page.evaluate(() => window.longest));
  assert.ok(longest < 1000, `the page was silent for ${longest} ms`);
  await it.button('重新粘贴').click();
  await it.expectUsable();
});

test('a hostile table runs no script and loses no character', async (t) => {
  const it = await openPage(t);
  const { page } = it;
  const hostile = '1、产出指标：<img src=x onerror=alert(1)>率，年度指标值：<script>alert(2)</script>。\n2、产出指标：{{name}}，年度指标值："></mark><b>。';
  page.on('dialog', () => assert.fail('a script ran'));
  await it.paste(hostile);
  await page.locator('.workspace .project-card').waitFor();
  assert.match(await shownText(page.locator('.workspace .project-card')), /<img src=x onerror=alert\(1\)>率/);
  assert.equal(await page.locator('.source-pane__text').evaluate((element) => element.textContent), hostile.replace('\n', ''));
});

test('after a fault of the program the text can still be saved', async (t) => {
  const it = await openPage(t);
  const { page, wrong } = it;
  await it.paste(SAMPLE);
  await page.evaluate(() => window.jixiaoFailed('a test'));
  await page.locator('#failure').waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载原文' }).click();
  const saved = readFileSync(await (await download).path(), 'utf8');
  assert.equal(saved, `\uFEFF${SAMPLE}`);
  assert.deepEqual(wrong, []);
});
