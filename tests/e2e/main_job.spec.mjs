// The main job: a table goes in, cards and a report come out, linked to the text both ways.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { dropFile, open, openFile, paste, SAMPLE } from './harness.mjs';

const cards = (page) => page.locator('.workspace .project-card');

async function expectSample(page) {
  await cards(page).first().waitFor();
  assert.equal(await cards(page).count(), 15);
  assert.equal(await page.locator('.workspace .indicator').count(), 96);
  assert.match(await page.locator('.summary').innerText(), /广州市财政局[\s\S]*2023[\s\S]*推定[\s\S]*15个项目[\s\S]*96项指标[\s\S]*2,754\.66 万元/);
}

test('pasting the sample anywhere shows its cards, in order of money', async (t) => {
  const { page } = await open(t);
  await paste(page, SAMPLE);
  await expectSample(page);
  assert.match(await cards(page).first().innerText(), /第6个项目[\s\S]*986\.00 万元[\s\S]*36%/);
  await page.getByRole('button', { name: '按原序' }).click();
  assert.match(await cards(page).first().innerText(), /第1个项目/);
  const strip = await page.locator('.reconcile').innerText();
  assert.match(strip, /总计[\s\S]*项目合计 2,754\.66[\s\S]*单位合计 2,754\.66[\s\S]*表内合计 2,754\.66[\s\S]*相符/);
  assert.match(await page.locator('.coverage').innerText(), /100\.0%[\s\S]*未识别 0 处/);
});

test('by keyboard alone the first sample is open after three actions', async (t) => {
  const { page } = await open(t);
  await page.getByRole('button', { name: '示例一' }).focus();
  await page.keyboard.press('Enter');
  await expectSample(page);
});

test('the paste box keeps a text that is typed, and reads it with its button', async (t) => {
  const { page } = await open(t);
  await page.locator('#paste-box').fill('1、产出指标：验收合格率，年度指标值：100%。');
  await page.getByRole('button', { name: '读取', exact: true }).click();
  await cards(page).first().waitFor();
  assert.equal(await page.locator('.workspace .indicator').count(), 1);
});

test('a dropped file is read, also onto a loaded table, and in GB18030', async (t) => {
  const { page } = await open(t);
  await dropFile(page, 'table.txt', Buffer.from(SAMPLE));
  await expectSample(page);
  // "1、产出指标：验收合格率，年度指标值：95%。" in GB18030.
  const gb = Buffer.from('31a1a2b2fab3f6d6b8b1eaa3bad1e9cad5bacfb8f1c2caa3acc4eab6c8d6b8b1ead6b5a3ba393525a1a3', 'hex');
  await dropFile(page, 'gbk.txt', gb, '.project-card');
  await page.waitForFunction(() => document.querySelectorAll('.workspace .indicator').length === 1);
  assert.match(await cards(page).innerText(), /验收合格率[\s\S]*95%/);
  assert.equal(await page.locator('.toolbar .encodings select').inputValue(), 'gb18030');
  await page.locator('.toolbar .encodings select').selectOption('utf-16le');
  await page.locator('#unread-title').waitFor();
  await page.locator('.toolbar .encodings select').selectOption('gb18030');
  await cards(page).first().waitFor();
});

test('a click on a finding marks exactly its characters and scrolls to them', async (t) => {
  const { page } = await open(t);
  await paste(page, SAMPLE);
  await page.locator('.count--error').click();
  const group = page.locator('.workspace .finding-group', { hasText: '负向指标目标值过高或方向错误' });
  await group.locator('.finding-item__place').first().click();
  const marks = page.locator('.source-pane mark:not(.related)');
  await marks.first().waitFor();
  assert.deepEqual(await marks.allInnerTexts(), ['100%']);
  assert.ok(await marks.first().isVisible());
  const box = await marks.first().boundingBox();
  assert.ok(box.y > 0 && box.y < 900, 'the mark is in view');
  assert.equal(await page.locator('.source-pane .source-line', { has: page.locator('mark:not(.related)') }).getAttribute('data-n'), '267');
  assert.match(await page.locator('.finding-item').filter({ hasText: '系统重大故障事件率' }).first().locator('.evidence mark').innerText(), /^100%$/);
});

test('a name broken over three lines is marked in three pieces', async (t) => {
  const { page } = await open(t);
  await paste(page, SAMPLE);
  await page.locator('#project-8 .field--name').first().click();
  const marks = page.locator('.source-pane mark');
  await marks.first().waitFor();
  assert.deepEqual(await marks.allInnerTexts(), ['广州市财政局2022年财政投', '资评审全过程动态跟踪信息系统', '升级改造项目']);
});

test('a click on a character selects the smallest field that holds it', async (t) => {
  const { page } = await open(t);
  await paste(page, SAMPLE);
  await cards(page).first().waitFor();
  const line = page.locator('.source-line', { hasText: '目数量'.length ? '益指标：提升工作效率' : '' }).first();
  await line.scrollIntoViewIfNeeded();
  const box = await line.evaluate((element) => {
    const text = element.firstChild;
    const at = text.textContent.indexOf('提升工作效率');
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    const { x, y, width, height } = range.getBoundingClientRect();
    return { x: x + width / 3, y: y + height / 2 };
  });
  await page.mouse.click(box.x, box.y);
  await page.waitForSelector('.workspace__main .is-selected');
  assert.deepEqual(await page.locator('.workspace__main .is-selected').allInnerTexts(), ['提升工作效率']);
  assert.equal(await page.locator('.source-pane mark').innerText(), '提升工作效率');
});

test('a link opens the same table, view and finding; nothing of it is sent', async (t) => {
  const { page, context, origin } = await open(t, { permissions: ['clipboard-read', 'clipboard-write'] });
  await paste(page, SAMPLE);
  await page.locator('.count--error').click();
  await page.locator('.workspace .finding-item__place').first().click();
  const marked = await page.locator('.source-pane mark:not(.related)').allInnerTexts();
  await page.getByRole('button', { name: '分享' }).click();
  assert.match(await page.locator('.share-dialog__privacy').innerText(), /不经过服务器；但聊天软件、浏览器历史会看到完整链接。请勿粘贴涉密内容/);
  await page.getByRole('button', { name: '复制链接' }).click();
  await page.getByText('已复制').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(link.startsWith(`${origin}/#d=1z.`) && link.length < 8000, `the link has ${link.length} characters`);
  assert.equal(await page.evaluate(() => location.href), link);

  const other = await context.newPage();
  const sent = [];
  other.on('request', (request) => sent.push(request.url()));
  await other.goto(link);
  await other.waitForSelector('.source-pane mark');
  assert.deepEqual(await other.locator('.source-pane mark:not(.related)').allInnerTexts(), marked);
  assert.equal(await other.locator('#tab-report').getAttribute('aria-selected'), 'true');
  assert.ok(sent.every((url) => !url.includes('1z.')), 'the fragment stays in the browser');
  await other.locator('#tab-cards').click();
  await expectSample(other);
});

test('a link to one project is short and shows its card alone', async (t) => {
  const { page, context } = await open(t);
  await paste(page, SAMPLE);
  await page.locator('#project-10 .field--name').first().click();
  await page.getByRole('button', { name: '分享' }).click();
  await page.getByLabel('仅第10个项目').check();
  const link = await page.locator('#share-link').inputValue();
  assert.ok(link.length < 1500, `the link has ${link.length} characters`);
  const other = await context.newPage();
  await other.goto(link);
  await other.waitForSelector('.workspace .project-card');
  assert.equal(await cards(other).count(), 1);
  assert.match(await cards(other).innerText(), /信息化基础设施[\s\S]*系统重大故障事件率/);
});

test('the rule page stands beside the report, and a link leads to it', async (t) => {
  const { page } = await open(t);
  await paste(page, SAMPLE);
  await page.locator('#tab-report').click();
  await page.locator('.workspace .finding-group[open] > .link').first().click();
  await page.locator('#rule-page h2').waitFor();
  assert.match(await page.locator('#rule-page').innerText(), /检查什么[\s\S]*依据[\s\S]*示例[\s\S]*怎么改[\s\S]*例外/);
  await page.locator('.rule-page__close').click();
  assert.equal(await page.locator('#rule-page').count(), 0);
});

test('viewer.html does the whole job from disk, with no request', async (t) => {
  const { page, requests, address } = await openFile(t);
  await paste(page, SAMPLE);
  await expectSample(page);
  await page.locator('.count--error').click();
  await page.locator('.workspace .finding-item__place').first().click();
  await page.waitForSelector('.source-pane mark');
  await page.getByRole('button', { name: '分享' }).click();
  assert.ok((await page.locator('#share-link').inputValue()).startsWith('file://'));
  assert.deepEqual([...new Set(requests.map((url) => url.split('#')[0]).filter((url) => !url.startsWith('data:')))], [address]);
});
