// Bad input: each a sentence that says what is wrong and what to do; the page stays usable and the text stays there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { dropFile, open, paste, ROOT, SAMPLE } from './harness.mjs';

async function stillWorks(page) {
  await paste(page, SAMPLE);
  await page.waitForFunction(() => document.querySelectorAll('.workspace .project-card').length === 15);
  assert.equal(await page.locator('.problem').count(), 0);
}

const says = async (page, words) => {
  await page.locator('.problem').waitFor();
  assert.match(await page.locator('.problem').innerText(), words);
};

test('white space alone', async (t) => {
  const { page } = await open(t);
  await paste(page, ' \n\t\u3000 ');
  await says(page, /没有读到文字[\s\S]*PDF/);
  await stillWorks(page);
});

test('a picture that is called .txt', async (t) => {
  const { page } = await open(t);
  await dropFile(page, 'scan.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]));
  await says(page, /图片[\s\S]*文字识别/);
  await dropFile(page, 'table.pdf', Buffer.from('%PDF-1.7 …'));
  await says(page, /PDF 阅读器[\s\S]*粘贴/);
  await stillWorks(page);
});

test('a refused file leaves the table that is open', async (t) => {
  const { page } = await open(t);
  await paste(page, SAMPLE);
  await dropFile(page, 'scan.txt', Buffer.from('GIF89a'));
  await says(page, /图片/);
  assert.equal(await page.locator('.workspace .project-card').count(), 15);
});

test('wreckage of another encoding', async (t) => {
  const { page } = await open(t);
  const wreck = readFileSync(`${ROOT}tests/fixtures/unread/mojibake.txt`, 'utf8');
  await paste(page, wreck);
  await says(page, /乱码[\s\S]*换一种编码/);
  await page.locator('#unread-title').waitFor();
  assert.ok((await page.locator('.source-pane__text').innerText()).includes(wreck.split('\n')[0]), 'the text stays there');
  await stillWorks(page);
});

test('a text without a table', async (t) => {
  const { page } = await open(t);
  await paste(page, '关于召开会议的通知\n请各单位按时参加。');
  await page.locator('#unread-title').waitFor();
  assert.match(await page.locator('.unread').innerText(), /未能识别为绩效目标表[\s\S]*没有找到[\s\S]*重新复制/);
  assert.match(await page.locator('.source-pane__text').innerText(), /关于召开会议的通知/);
  await stillWorks(page);
});

test('five megabytes on one line: the page answers, and the text is whole', async (t) => {
  const { page } = await open(t);
  const long = '预算绩效'.repeat(Math.ceil(5e6 / 12));
  await page.evaluate(() => {
    window.longest = 0;
    let last = performance.now();
    setInterval(() => { window.longest = Math.max(window.longest, performance.now() - last); last = performance.now(); }, 20);
  });
  await paste(page, long);
  await page.locator('#unread-title').waitFor({ timeout: 60_000 });
  await page.waitForFunction((length) => document.querySelector('.source-pane__text').textContent.length === length, long.length, { timeout: 60_000 });
  await page.getByRole('button', { name: '重新粘贴' }).click();
  await stillWorks(page);
});

test('a link that was cut, one of a newer version, and one with a full stop behind it', async (t) => {
  const { page, origin } = await open(t, { path: '/#d=1z.7ZtNbxs3EIb' });
  await says(page, /链接不完整或已损坏[\s\S]*重新索取/);
  await page.goto('about:blank');
  await page.goto(`${origin}/#d=9x.AAAA`);
  await says(page, /更新版本/);
  await stillWorks(page);
});

test('a hostile table runs no script and loses no character', async (t) => {
  const { page } = await open(t);
  const hostile = '1、产出指标：<img src=x onerror=alert(1)>率，年度指标值：<script>alert(2)</script>。\n2、产出指标：{{name}}，年度指标值："></mark><b>。';
  page.on('dialog', () => assert.fail('a script ran'));
  await paste(page, hostile);
  await page.locator('.workspace .project-card').waitFor();
  assert.match(await page.locator('.workspace .project-card').innerText(), /<img src=x onerror=alert\(1\)>率/);
  assert.equal(await page.locator('.source-pane__text').evaluate((element) => element.textContent), hostile.replace('\n', ''));
});

test('after a fault of the program the text can still be saved', async (t) => {
  const { page, wrong } = await open(t);
  await paste(page, SAMPLE);
  await page.evaluate(() => window.jixiaoFailed('a test'));
  await page.locator('#failure').waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载原文' }).click();
  const saved = readFileSync(await (await download).path(), 'utf8');
  assert.equal(saved, `\uFEFF${SAMPLE}`);
  assert.deepEqual(wrong, []);
});
