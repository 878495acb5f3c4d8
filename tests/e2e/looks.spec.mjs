// What everybody must be able to use: accessibility, languages, phones, colours, paper.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import { open, paste, SAMPLE } from './harness.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function axe(page, where) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  const shown = found.violations.map((violation) => `${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
  assert.deepEqual(shown, [], where);
}

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing, ${colorScheme}`, async (t) => {
    // The page's policy forbids foreign scripts; the checker is one.
    const { page } = await open(t, { colorScheme, bypassCSP: true });
    await axe(page, 'landing');
    await paste(page, SAMPLE);
    await page.locator('.workspace .project-card').first().waitFor();
    await axe(page, 'cards');
    await page.locator('.count--doubtful').click();
    await page.locator('.workspace .finding-item__place').first().click();
    await axe(page, 'report');
    await page.locator('.workspace .finding-group[open] > .link').first().click();
    await axe(page, 'rule page');
    for (const name of ['分享', '帮助', /审核口径/]) {
      await page.getByRole('button', { name }).first().click();
      await page.locator('dialog[open]').waitFor();
      await axe(page, `dialog ${name}`);
      await page.keyboard.press('Escape');
      await page.waitForFunction(() => !document.querySelector('dialog[open]'));
    }
  });
}

test('English is complete: no Chinese is left of the page itself', async (t) => {
  const { page } = await open(t, { locale: 'en-GB' });
  assert.doesNotMatch((await page.locator('body').innerText()).replace('中文', ''), /[\u4e00-\u9fff]/);
  await page.getByRole('button', { name: /Sample 1/ }).click();
  await page.locator('#tab-report').click();
  assert.match(await page.locator('.summary').innerText(), /projects: 15[\s\S]*indicators: 96/);
  assert.match(await page.locator('.finding-list__count').first().innerText(), /findings are shown/);
  await page.getByRole('button', { name: '中文' }).click();
  assert.match(await page.locator('.summary').innerText(), /15个项目/);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-CN');
});

test('on a phone nothing runs over the side', async (t) => {
  const { page } = await open(t, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  assert.ok(await fits(), 'landing');
  await paste(page, SAMPLE);
  await page.locator('.workspace .project-card').first().waitFor();
  assert.ok(await fits(), 'cards');
  await page.locator('#tab-report').click();
  assert.ok(await fits(), 'report');
  await page.setViewportSize({ width: 360, height: 640 });
  await page.getByRole('button', { name: '大字' }).click();
  assert.ok(await fits(), 'large type at 360 px');
});

test('filters and groupings keep the count honest', async (t) => {
  const { page } = await open(t);
  await paste(page, SAMPLE);
  await page.locator('#tab-report').click();
  const shown = async () => Number((await page.locator('.workspace .finding-list__count').innerText()).match(/显示 (\d+) 条/)[1]);
  const listed = () => page.locator('.workspace .finding-group__items > .finding-item').count();
  const firm = await shown();
  for (const name of ['按项目', '按行号', '按规则']) {
    await page.getByRole('button', { name, exact: true }).click();
    assert.equal(await shown(), firm, name);
  }
  assert.ok(await listed() >= firm);
  await page.getByLabel('显示存疑').check();
  assert.ok(await shown() > firm);
  await page.getByRole('searchbox').fill('没有这样的字');
  await page.getByText('并不表示没有问题').waitFor();
  await page.getByRole('button', { name: '清除筛选' }).click();
  assert.ok(await shown() > firm);
});

test('the profile changes what is found without reading again', async (t) => {
  const { page } = await open(t);
  await paste(page, SAMPLE);
  const errors = async () => Number(await page.locator('.count--error b').innerText());
  const before = await errors();
  await page.getByRole('button', { name: /审核口径/ }).click();
  await page.getByLabel(/^C18 /).uncheck();
  assert.equal(await errors(), before - 2);
  await page.getByRole('button', { name: '恢复默认' }).click();
  assert.equal(await errors(), before);
});

test('paper shows both parts, nothing to click, and every finding', async (t) => {
  const { page } = await open(t, { colorScheme: 'dark' });
  await paste(page, SAMPLE);
  await page.locator('.workspace .project-card').first().waitFor();
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
