// A long table: the first cards are there at once; the others come by themselves, and all that leads to a card waits for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SAMPLE, shownText } from './harness.mjs';
import { openPage } from './page.mjs';

const PROJECTS = 300;
const body = SAMPLE.indexOf('    广州市财政局2021年');
const LONG = SAMPLE.slice(0, body) + SAMPLE.slice(body).repeat(PROJECTS / 15);

const allCards = (page) => page.waitForFunction((count) => document.querySelectorAll('.workspace .project-card').length === count, PROJECTS);

test('every card comes without being asked for, once and in order, and can be found in the page', async (t) => {
  const it = await openPage(t);
  await it.paste(LONG);
  await allCards(it.page);
  const shown = await it.cards.evaluateAll((cards) => cards.map((card) => [card.id, Number(card.querySelector('.project-card__money').textContent.match(/[\d,.]+/)[0].replaceAll(',', ''))]));
  assert.equal(new Set(shown.map(([id]) => id)).size, PROJECTS);
  const money = shown.map(([, amount]) => amount);
  assert.deepEqual(money, money.toSorted((a, b) => b - a));
  // The browser's own search: what is out of sight is not laid out, and must be found all the same.
  const found = await it.page.evaluate(() => {
    const name = [...document.querySelectorAll('.workspace .project-card')].at(-1).querySelector('.field--name').textContent;
    getSelection().removeAllRanges();
    const cards = [];
    while (window.find(name, true) && cards.length < 100) {
      const card = getSelection().anchorNode.parentElement.closest('.project-card');
      if (card) cards.push(card.id);
    }
    return cards;
  });
  assert.ok(found.includes(shown.at(-1)[0]), `found in ${found}`);
});

test('what is selected in the text before its card is there is marked and in sight when the card comes', async (t) => {
  const it = await openPage(t);
  const selected = it.page.evaluate(() => new Promise((done) => new MutationObserver((_, observer) => {
    const cards = document.querySelectorAll('.workspace .project-card');
    const line = [...document.querySelectorAll('.source-line')].find((line) => line.textContent.trim() === '购置经费 24.45 24.45');
    if (!cards.length || !line) return;
    observer.disconnect();
    const text = line.firstChild;
    getSelection().collapse(text, text.data.indexOf('置'));
    line.click();
    done([cards.length, [...cards].some((card) => card.id === 'project-2')]);
  }).observe(document.body, { childList: true, subtree: true })));
  await it.paste(LONG);
  const [cards, isThere] = await selected;
  assert.ok(cards < PROJECTS && !isThere, `${cards} cards were there`);
  const field = it.page.locator('#project-2 .is-selected');
  await field.waitFor();
  assert.equal(await shownText(field), '购置经费');
  const { y } = await field.boundingBox();
  assert.ok(y > 0 && y < 900, `at ${y}`);
});

test('paper has every card, also while they are still coming', async (t) => {
  const it = await openPage(t);
  const printed = it.page.evaluate(() => new Promise((done) => new MutationObserver((_, observer) => {
    const shown = document.querySelectorAll('.workspace .project-card').length;
    if (!shown) return;
    observer.disconnect();
    window.dispatchEvent(new Event('beforeprint'));
    done([shown, document.querySelectorAll('.print-only .project-card').length]);
  }).observe(document.body, { childList: true, subtree: true })));
  await it.paste(LONG);
  const [shown, onPaper] = await printed;
  assert.ok(shown < PROJECTS, `${shown} cards were there`);
  assert.equal(onPaper, PROJECTS);
});

test('characters of two units and control characters stand where they were', async (t) => {
  const it = await openPage(t);
  const text = SAMPLE.replace('购置经费 24.45', '购置\u{1f4b0}经\u{1}费\u{20000} 24.45');
  await it.paste(text);
  await it.page.locator('#project-2').waitFor();
  assert.match(await it.page.locator('#project-2 .field--name').first().evaluate((name) => name.textContent), /^购置\u{1f4b0}经\u{1}?费\u{20000}$/u);
  assert.equal(await it.cards.count(), 15);
  assert.equal(await it.page.locator('.source-pane__text').evaluate((element) => element.textContent), text.replaceAll('\n', ''));
});
