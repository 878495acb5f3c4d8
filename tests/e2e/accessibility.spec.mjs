// Everybody can use it: axe on every view in light and dark, and the main job by keyboard alone.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import { openPage } from './page.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function axe({ page }, where) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  // What is far away is drawn when it comes near; measured before that, cards seem to overlap.
  await page.addStyleTag({ content: '* { content-visibility: visible !important }' });
  const found = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: 'tag', values } }), TAGS);
  const shown = found.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
  assert.deepEqual(shown, [], where);
}

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing, ${colorScheme}`, async (t) => {
    // The page's policy forbids foreign scripts; the checker is one.
    const it = await openPage(t, { colorScheme, bypassCSP: true });
    await axe(it, 'landing');
    await it.page.evaluate(() => { location.hash = 'd=1z.AAAA'; });
    await it.problem.waitFor();
    await axe(it, 'landing with a problem');
    await it.openSample();
    await axe(it, 'cards');
    await it.page.locator('.count--doubtful').click();
    await it.page.locator('.workspace .finding-item__place').first().click();
    await it.page.locator('.workspace details:not([open]) > summary').evaluateAll((all) => all.forEach((one) => one.click()));
    await axe(it, 'report');
    await it.page.getByRole('searchbox').fill('没有这样的字');
    await axe(it, 'report without results');
    await it.button('清除筛选').click();
    await it.page.locator('.workspace .finding-group[open] > .link').first().click();
    await it.rulePage.locator('h2').waitFor();
    await axe(it, 'rule page');
    for (const name of ['分享', '帮助', /审核口径/]) {
      await it.openDialog(name);
      await axe(it, `dialog ${name}`);
      await it.closeDialog();
    }
    await it.paste('关于召开会议的通知');
    await it.page.locator('#unread-title').waitFor();
    await axe(it, 'not recognised');
  });
}

test('by keyboard alone: sample, report, finding, its rule, a link', async (t) => {
  const it = await openPage(t);
  const reach = async (name, limit = 60) => {
    for (let step = 0; step < limit; step++) {
      await it.page.keyboard.press('Tab');
      const text = await it.page.evaluate(() => document.activeElement.textContent.trim());
      if (name.test(text)) return;
    }
    assert.fail(`${name} is not reached`);
  };
  await reach(/^示例一/);
  await it.page.keyboard.press('Enter');
  await it.cards.first().waitFor();
  await reach(/^严重/);
  await it.page.keyboard.press('Enter');
  await it.findings.first().waitFor();
  await reach(/^第\d+个项目.*第\d+行/);
  await it.page.keyboard.press('Enter');
  await it.marks.first().waitFor();
  await reach(/^规则说明$/);
  await it.page.keyboard.press('Enter');
  await it.rulePage.locator('h2').waitFor();
  const outlined = await it.page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.notEqual(outlined, 'none', 'the focus is seen');
});
