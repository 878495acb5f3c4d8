// 审核报告: findings grouped, filtered and counted; what is hidden is said, and what passed or could not be judged is listed.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SAMPLE, shownText } from './harness.mjs';
import { openPage } from './page.mjs';

test('filters and groupings keep the count honest, and say what they hide', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  const doubtful = Number(await it.page.locator('.count--doubtful b').innerText());
  await it.openReport();
  const firm = await it.shown();
  assert.match(await it.count.innerText(), new RegExp(`显示 ${firm} 条，共 ${firm + doubtful} 条 · ${doubtful} 条存疑未显示`));
  for (const name of ['按项目', '按级别', '按行号', '按规则']) {
    await it.button(name, { exact: true }).click();
    assert.equal(await it.shown(), firm, name);
    assert.equal(await it.findings.count(), firm, name);
  }
  await it.page.getByLabel('显示存疑').check();
  assert.equal(await it.shown(), firm + doubtful);
  assert.equal(await it.findings.count(), firm + doubtful);
  await it.page.getByRole('searchbox').fill('没有这样的字');
  await it.page.getByText('并不表示没有问题').waitFor();
  assert.match(await it.count.innerText(), new RegExp(`${firm + doubtful} 条被筛选隐藏`));
  await it.button('清除筛选').click();
  assert.equal(await it.shown(), firm + doubtful);
});

test('the counts of the header are filters, and equal the list under each', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  for (const severity of ['error', 'warning', 'info']) {
    const count = it.page.locator(`.count--${severity}`);
    await count.click();
    assert.equal(await it.shown(), Number(await count.locator('b').innerText()), severity);
    assert.equal(await it.findings.count(), await it.shown(), severity);
    assert.equal(await count.getAttribute('aria-pressed'), 'true');
    await count.click();
  }
});

test('groups with a firm finding above a note are open, others folded', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.page.locator('.count--doubtful').click();
  await it.findings.first().waitFor();
  const groups = await it.groups.filter({ has: it.page.locator('.finding-item') }).evaluateAll((groups) => groups
    .filter((group) => group.querySelector('.finding-group__items'))
    .map((group) => ({
      open: group.open,
      grave: [...group.querySelectorAll('.badge')].some((badge) => !badge.matches('.badge--info, .badge--doubtful')),
    })));
  assert.ok(groups.some((group) => group.open) && groups.some((group) => !group.open));
  for (const group of groups) assert.equal(group.open, group.grave);
});

test('a finding shows its place in the reader’s words, the lines around it and exactly its characters', async (t) => {
  const it = await openPage(t, { permissions: ['clipboard-read', 'clipboard-write'] });
  await it.openSample();
  await it.page.locator('.count--error').click();
  const finding = it.findings.filter({ hasText: '系统重大故障事件率' }).first();
  const text = await shownText(finding);
  assert.match(text, /严重[\s\S]*第10个项目·指标3 · 第267行第3字[\s\S]*越低越好/);
  assert.deepEqual(await finding.locator('.evidence mark').allInnerTexts(), ['100%']);
  const numbers = (await finding.locator('.evidence__number').allInnerTexts()).map(Number);
  assert.ok(numbers.includes(267) && numbers.every((number) => Math.abs(number - 267) <= 2), String(numbers));
  await finding.getByRole('button', { name: '复制位置' }).click();
  await finding.getByText('已复制').waitFor();
  assert.match(await it.page.evaluate(() => navigator.clipboard.readText()), /^第10个项目·指标3 · 第267行第3字$/);
  assert.match(await it.page.evaluate(() => document.activeElement.textContent), /已复制/, 'the focus stays');
});

test('a sum that does not add up lists every addend with its amount, each a link', async (t) => {
  const it = await openPage(t);
  await it.paste(SAMPLE.replace('广州市预算评审保障中心 2,754.66', '广州市预算评审保障中心 2,755.66'));
  await it.page.locator('.count--error').click();
  const finding = it.groups.filter({ hasText: '单位小计不等于项目之和' }).first().locator('.finding-item').first();
  const addends = finding.locator('.finding-item__related li', { hasText: '加数' });
  assert.equal(await addends.count(), 15);
  assert.match(await addends.first().innerText(), /加数\s*第1个项目 · 第15行\s*69\.36/);
  await addends.nth(5).locator('.link').click();
  await it.marks.first().waitFor();
  assert.deepEqual(await it.marks.allInnerTexts(), ['986.00']);
});

test('a suggested wording is shown and copied, never applied', async (t) => {
  const it = await openPage(t, { permissions: ['clipboard-read', 'clipboard-write'] });
  await it.openSample();
  await it.page.locator('.count--doubtful').click();
  await it.button('按行号').click();
  const finding = it.findings.filter({ hasText: '建议改写' }).first();
  const text = await it.text.textContent();
  await finding.getByRole('button', { name: '复制', exact: true }).click();
  await finding.getByText('已复制').waitFor();
  const copied = await it.page.evaluate(() => navigator.clipboard.readText());
  assert.ok((await shownText(finding)).includes(copied) && copied.length > 1, copied);
  assert.equal(await it.text.textContent(), text);
});

test('what passed, what could not be judged and how the text was read stand apart', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.openReport();
  const list = (name) => it.groups.filter({ has: it.page.locator('summary', { hasText: name }) });
  for (const [name, words] of [
    ['已通过的检查', /未发现：合计不等于各单位之和[\s\S]*规则说明/],
    ['无法判定', /权重合计[\s\S]*未印二级指标[\s\S]*设定依据[\s\S]*上年/],
    ['读取提示', /金额少于资金列数/],
  ]) {
    await list(name).locator('summary').click();
    // Not innerText: what is out of sight has none.
    assert.match(await list(name).textContent(), words);
  }
});

test('where only doubtful findings are left, that is said, with the switch as the way to them', async (t) => {
  const it = await openPage(t);
  await it.button(/示例二/).click();
  await it.cards.first().waitFor();
  await it.page.locator('#tab-report').click();
  assert.match(await it.page.locator('.workspace .end-state').innerText(), /没有发现确定的问题[\s\S]*上方开关/);
  await it.page.getByLabel('显示存疑').check();
  assert.equal(await it.shown(), 1);
  assert.equal(await it.page.locator('.workspace .end-state').count(), 0);
  await it.groups.first().locator('summary').click();
  assert.ok(await it.findings.first().isVisible());
});

test('success is not claimed because rules are switched off', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.openDialog(/审核口径/);
  for (const box of await it.dialog.locator('.profile-dialog__rules input').all()) await box.uncheck();
  await it.closeDialog();
  await it.page.locator('#tab-report').click();
  const end = it.page.locator('.workspace .end-state');
  assert.match(await end.innerText(), /规则已停用，未作检查/);
});

test('what is hard to score in the self-evaluation can be seen alone', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.openReport();
  await it.page.getByLabel('只看自评难以打分的').check();
  const codes = await it.page.locator('.workspace .finding-group__items .finding-item__code').allTextContents();
  assert.ok(codes.length > 10 && codes.every((code) => /^C(15|16|18|20|21|23|24|26)$/.test(code)), codes.join());
  await it.button('清除筛选').click();
  assert.ok(await it.shown() > codes.length);
});

test('by project one defect stands once, with what follows from it below', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.page.locator('.count--doubtful').click();
  const root = it.findings.filter({ has: it.page.locator(':scope > .finding-item__root') });
  assert.match(await root.filter({ hasText: '系统重大故障率' }).first().textContent(), /源于第10个项目·指标3：/);
  await it.button('按项目', { exact: true }).click();
  const adverse = it.page.locator('.finding-item[id^=finding-C18]').first();
  assert.match(await adverse.locator('> .muted').textContent(), /由此引出 4 条/);
  assert.equal(await adverse.locator('.finding-item__followers > .finding-item').count(), 4);
});

test('what is decided of a finding outlives a reload and another paste, and goes with a link when asked', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.openReport();
  const first = it.findings.nth(0);
  const id = await first.getAttribute('id');
  await first.getByRole('button', { name: '忽略' }).click();
  await it.page.getByText('忽略 1 · 已核实 0').waitFor();
  await first.getByRole('button', { name: '加备注' }).click();
  await it.page.keyboard.type('已问单位');
  await it.page.keyboard.press('Tab');
  await it.page.reload();
  await it.page.locator('#paste-box').waitFor();
  await it.paste(SAMPLE.replace(/\n\n/g, '\n'));
  await it.cards.first().waitFor();
  await it.openReport();
  const kept = it.page.locator(`.workspace [id="${id}"]`);
  assert.equal(await kept.getByRole('button', { name: '忽略' }).getAttribute('aria-pressed'), 'true');
  assert.equal(await kept.getByRole('textbox', { name: '备注' }).inputValue(), '已问单位');
  const all = await it.shown();
  await it.page.getByLabel('隐藏已处理的').check();
  assert.equal(await it.shown(), all - 1);
  assert.match(await it.count.innerText(), /1 条被筛选隐藏/);
  await it.openDialog('分享');
  const plain = await it.link.inputValue();
  await it.dialog.getByLabel('附上处理意见和备注').check();
  const link = await it.link.inputValue();
  assert.ok(link.length > plain.length && link.startsWith(plain));
  await it.page.evaluate(() => localStorage.clear());
  const other = await it.another(link);
  await other.page.locator(`.workspace [id="${id}"]`).waitFor();
  assert.equal(await other.page.locator(`.workspace [id="${id}"]`).getByRole('textbox').inputValue(), '已问单位');
});
