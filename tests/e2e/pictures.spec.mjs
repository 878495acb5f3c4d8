// 图表: the second program draws them; they lead to the cards, follow language and text, and fit a phone and paper.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import { SAMPLE } from './harness.mjs';
import { openPage, openViewer } from './page.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function openPictures(it) {
  await it.openSample();
  await it.page.locator('#tab-pictures').click();
  await it.page.locator('.picture').first().waitFor();
  return it;
}

for (const [where, openIt] of [['the page', openPage], ['viewer.html', openViewer]]) {
  test(`pictures are drawn with their tables, styled, and lead to the card, in ${where}`, async (t) => {
    const it = await openPictures(await openIt(t));
    const titles = await it.page.locator('.picture h2').allInnerTexts();
    assert.deepEqual(titles, ['各项目金额与占比', '各级别的问题', '各项目的指标构成', '多个项目共有的指标', '各规则、各单位的问题数']);
    const bars = it.page.locator('.bars--money svg');
    assert.equal(await bars.count(), 15);
    const wide = await bars.locator('.ink-solid').evaluateAll((all) => all.map((bar) => bar.getBoundingClientRect().width));
    assert.ok(wide[0] > 80 && wide.every((width, at) => at === 0 || width <= wide[at - 1]), `${wide}`);
    const fill = await bars.first().locator('.ink-solid').evaluate((bar) => getComputedStyle(bar).fill);
    assert.equal(fill, 'rgb(31, 78, 121)', 'the style came with the program');
    await it.page.locator('.picture__data summary').first().click();
    assert.match(await it.page.locator('.picture__table').first().innerText(), /推广运营项目\s+986\.00\s+35\.8%\s+35\.8%/);
    await it.page.locator('.bars--money button').first().click();
    await it.cards.first().waitFor();
    assert.equal(await it.page.locator('#tab-cards').getAttribute('aria-selected'), 'true');
    await it.page.locator('#project-6 .is-selected').waitFor();
    await it.marks.first().waitFor();
    assert.match((await it.marks.allInnerTexts()).join(''), /推广运营/);
    const seen = await it.page.locator('#project-6 .is-selected').boundingBox();
    assert.ok(seen.y > 0 && seen.y < 900, 'the card is in sight');
  });
}

test('by keyboard: the tab, a square, and its indicator on the card', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.page.keyboard.press('3');
  await it.page.locator('.matrix').waitFor();
  await it.page.locator('button.matrix__cell').first().focus();
  await it.page.keyboard.press('Enter');
  await it.marks.first().waitFor();
  await it.page.waitForFunction(() => document.activeElement.closest('.project-card'), null, { timeout: 5000 });
});

test('a click on one square leads to that indicator', async (t) => {
  const it = await openPictures(await openPage(t));
  await it.page.locator('.matrix rect[data-project="10"][data-indicator="3"]').click();
  await it.marks.first().waitFor();
  assert.match((await it.marks.allInnerTexts()).join(''), /系统重大故障事件/);
});

test('another language and another text are drawn anew', async (t) => {
  const it = await openPictures(await openPage(t));
  await it.button('English').click();
  await it.page.getByRole('heading', { name: 'Money by project' }).waitFor();
  await it.paste(SAMPLE.replace('986.00 986.00', '100.00 100.00'));
  await it.cards.first().waitFor();
  await it.page.locator('#tab-pictures').click();
  await it.page.getByText('The largest is').waitFor();
  assert.match(await it.page.locator('.picture').first().innerText(), /531\.44 +28\.4%|531\.44\s+28\.4%/);
});

test('a link leads to the pictures', async (t) => {
  const it = await openPictures(await openPage(t));
  const link = await it.shareLink();
  assert.match(link, /&view=pictures/);
  const other = await it.another(link);
  await other.page.locator('.picture').first().waitFor();
});

test('a hostile name stays a name', async (t) => {
  const it = await openPage(t);
  const bad = '</title></svg><script>window.bad=1</script><img src=x onerror=window.bad=1>“';
  await it.paste(SAMPLE.replace('其他运行经费', bad));
  await it.cards.first().waitFor();
  await it.page.locator('#tab-pictures').click();
  await it.page.locator('.picture').first().waitFor();
  assert.match(await it.page.locator('.pictures').innerText(), /<script>window\.bad=1/);
  assert.equal(await it.page.locator('.pictures script, .pictures img').count(), 0);
  assert.equal(await it.page.evaluate(() => window.bad), undefined);
});

test('without the second program the tab says so', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.page.route('**/annex-*', (route) => route.abort());
  await it.page.locator('#tab-pictures').click();
  await it.page.getByText('绘图程序未能载入').waitFor();
  it.wrong.length = 0; // the refused requests themselves
  await it.page.unroute('**/annex-*');
  await it.page.locator('#tab-cards').click();
  await it.page.locator('#tab-pictures').click();
  await it.page.locator('.picture').first().waitFor();
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing in the pictures, ${colorScheme}`, async (t) => {
    const it = await openPictures(await openPage(t, { colorScheme, bypassCSP: true }));
    await it.page.locator('.picture__data:not([open]) > summary').evaluateAll((all) => all.forEach((one) => one.click()));
    await it.page.evaluate(AXE);
    const found = await it.page.evaluate((values) => window.axe.run(document, { runOnly: { type: 'tag', values } }), TAGS);
    const shown = found.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
    assert.deepEqual(shown, []);
  });
}

test('on a phone the pictures fit, and their words keep their size', async (t) => {
  const it = await openPage(t, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await openPictures(it);
  const fits = async (where) => {
    const wide = await it.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide[0] <= wide[1], `${where}: ${wide}`);
  };
  await fits('pictures');
  const small = await it.page.locator('.pictures *').evaluateAll((all) => all.filter((of) => of.innerText && parseFloat(getComputedStyle(of).fontSize) < 12).length);
  assert.equal(small, 0);
  await it.page.locator('.picture__data:not([open]) > summary').evaluateAll((all) => all.forEach((one) => one.click()));
  await fits('with the tables');
  await it.page.setViewportSize({ width: 360, height: 640 });
  await it.button('大字').tap();
  await fits('large type at 360 px');
});

test('the report as one file opens anywhere and needs nothing', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.openDialog('导出');
  const [download] = await Promise.all([it.page.waitForEvent('download'), it.button('审核报告（可打印）').click()]);
  assert.match(download.suggestedFilename(), /^绩效目标审核报告_\d{4}-\d\d-\d\d\.html$/);
  const html = readFileSync(await download.path(), 'utf8');
  const page = await it.context.newPage();
  const wrong = [];
  page.on('console', (message) => wrong.push(message.text()));
  page.on('request', (request) => wrong.push(request.url()));
  await page.setContent(html);
  assert.deepEqual(wrong, []);
  assert.equal(await page.locator('.finding').count(), 134, "all findings and the reading notice");
  assert.match(await page.locator('.summary').innerText(), /确定的问题77条（严重6、一般52、提示19）/);
  for (const width of [1200, 390]) {
    await page.setViewportSize({ width, height: 844 });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `fits ${width} px`);
  }
  await page.emulateMedia({ media: 'print' });
  const pages = await page.locator('.picture').evaluateAll((all) => all.map((of) => getComputedStyle(of).breakBefore));
  assert.ok(pages.every((of) => of === 'auto'), 'pictures follow each other on paper');
});
