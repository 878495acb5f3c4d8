// Cards, report and text are linked both ways: exactly the characters, and in view.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { shownText } from './harness.mjs';
import { openPage } from './page.mjs';

const inView = async (it) => {
  const box = await it.marks.first().boundingBox();
  assert.ok(box && box.y > 0 && box.y < 900, 'the mark is in view');
};

test('a click on a finding marks exactly its characters and scrolls to them', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.page.locator('.count--error').click();
  const group = it.groups.filter({ hasText: '负向指标目标值过高或方向错误' });
  await group.locator('.finding-item__place').first().click();
  await it.marks.first().waitFor();
  assert.deepEqual(await it.marks.allInnerTexts(), ['100%']);
  await inView(it);
  const line = it.page.locator('.source-pane .source-line', { has: it.page.locator('mark:not(.related)') });
  assert.equal(await line.getAttribute('data-n'), '267');
  const finding = it.findings.filter({ hasText: '系统重大故障事件率' }).first();
  assert.match(await shownText(finding.locator('.evidence mark')), /^100%$/);
});

test('a click on the words of a finding does the same; selecting them does not', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.openReport();
  const [first, second] = [it.findings.nth(0), it.findings.nth(1)];
  await first.locator('.finding-item__message').click();
  await it.page.locator('.finding-item.is-selected').waitFor();
  const id = await it.page.locator('.workspace .finding-item.is-selected').getAttribute('id');
  assert.equal(id, await first.getAttribute('id'));
  assert.equal((await it.marks.allInnerTexts()).join(''), (await first.locator('.evidence mark').allInnerTexts()).join(''));
  const { x, y, height } = await second.locator('.finding-item__message').boundingBox();
  await it.page.mouse.move(x + 2, y + height / 2);
  await it.page.mouse.down();
  await it.page.mouse.move(x + 120, y + height / 2, { steps: 4 });
  await it.page.mouse.up();
  assert.notEqual(await it.page.evaluate(() => getSelection().toString()), '');
  assert.equal(await it.page.locator('.workspace .finding-item.is-selected').getAttribute('id'), id);
});

test('every place that a finding used is a link to it', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.page.locator('.count--doubtful').click();
  await it.button('按行号').click();
  const related = it.page.locator('.workspace .finding-item__related li').first();
  const line = (await shownText(related)).match(/第(\d+)行/)[1];
  await related.locator('.link').click();
  await it.marks.first().waitFor();
  const marked = it.page.locator('.source-pane .source-line', { has: it.page.locator('mark:not(.related)') }).first();
  assert.equal(await marked.getAttribute('data-n'), line);
  await inView(it);
});

test('a name broken over three lines is marked in three pieces', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.page.locator('#project-8 .field--name').first().click();
  const marks = it.page.locator('.source-pane mark');
  await marks.first().waitFor();
  assert.deepEqual(await marks.allInnerTexts(), ['广州市财政局2022年财政投', '资评审全过程动态跟踪信息系统', '升级改造项目']);
});

test('a click on a character selects the smallest field that holds it', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.openReport();
  const line = it.page.locator('.source-line', { hasText: '益指标：提升工作效率' }).first();
  await line.scrollIntoViewIfNeeded();
  const at = await line.evaluate((element) => {
    const text = element.firstChild;
    const range = document.createRange();
    range.setStart(text, text.textContent.indexOf('提升工作效率'));
    range.setEnd(text, range.startOffset + 1);
    const { x, y, width, height } = range.getBoundingClientRect();
    return { x: x + width / 3, y: y + height / 2 };
  });
  await it.page.mouse.click(at.x, at.y);
  await it.page.waitForSelector('.workspace__main .is-selected');
  assert.deepEqual(await it.page.locator('.workspace__main .is-selected').allInnerTexts(), ['提升工作效率']);
  assert.equal(await shownText(it.marks), '提升工作效率');
});

test('the keys walk over the findings, and are off in fields', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.page.keyboard.press(']');
  await it.page.locator('.workspace .finding-item.is-selected').waitFor();
  const first = await it.page.locator('.workspace .finding-item.is-selected').getAttribute('id');
  await it.page.keyboard.press(']');
  await it.page.waitForFunction((id) => document.querySelector('.workspace .finding-item.is-selected')?.id !== id, first);
  await it.page.keyboard.press('[');
  await it.page.waitForFunction((id) => document.querySelector('.workspace .finding-item.is-selected')?.id === id, first);
  await it.page.getByRole('searchbox').pressSequentially(']?1');
  assert.equal(await it.page.getByRole('searchbox').inputValue(), ']?1');
  assert.equal(await it.dialog.count(), 0);
});
