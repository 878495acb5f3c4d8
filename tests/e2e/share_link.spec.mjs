// 分享: a link holds the table, opens the same view, fits where it is sent, and says so when it was damaged.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { shownText } from './harness.mjs';
import { openPage } from './page.mjs';

test('a link opens the same table, view and finding; nothing of it is sent', async (t) => {
  const it = await openPage(t, { permissions: ['clipboard-read', 'clipboard-write'] });
  await it.openSample();
  await it.page.locator('.count--error').click();
  await it.page.locator('.workspace .finding-item__place').first().click();
  const marked = await it.marks.allInnerTexts();
  const before = it.page.url();
  await it.openDialog('分享');
  assert.match(await it.page.locator('.share-dialog__privacy').innerText(), /不经过服务器；但聊天软件、浏览器历史会看到完整链接。请勿粘贴涉密内容/);
  assert.match(await it.page.locator('.share-dialog__length').innerText(), /共 \d{4} 个字符。 多数聊天软件可用（未逐一验证）/);
  assert.equal(it.page.url(), before, 'the address changes on request only');
  await it.button('复制链接').click();
  await it.page.getByText('已复制').waitFor();
  const link = await it.page.evaluate(() => navigator.clipboard.readText());
  assert.ok(link.startsWith(`${it.origin}/#d=1z.`) && link.length < 8000, `the link has ${link.length} characters`);
  assert.equal(await it.page.evaluate(() => location.href), link);

  const other = await it.another(link);
  await other.marks.first().waitFor();
  assert.deepEqual(await other.marks.allInnerTexts(), marked);
  assert.equal(await other.page.locator('#tab-report').getAttribute('aria-selected'), 'true');
  assert.ok(await other.page.locator('.finding-item.is-selected').first().isVisible(), 'the finding is in sight');
  assert.ok(other.requests.every((url) => !url.includes('1z.')), 'the fragment stays in the browser');
  await other.page.locator('#tab-cards').click();
  await other.expectSample();
});

test('a link to one project is short and shows its card alone', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.page.locator('#project-10 .field--name').first().click();
  const whole = await it.shareLink();
  await it.page.getByLabel('仅一个项目').first().check();
  const link = await it.link.inputValue();
  assert.ok(link.length < 1000 && link.length < whole.length, `the link has ${link.length} characters`);
  assert.match(await it.page.locator('.share-dialog__length').innerText(), /长度通用/);
  const other = await it.another(link);
  await other.cards.first().waitFor();
  assert.equal(await other.cards.count(), 1);
  assert.match(await shownText(other.cards), /信息化基础设施[\s\S]*系统重大故障事件率/);
  await it.page.locator('.share-dialog__projects').selectOption('3');
  assert.ok(await it.page.getByLabel('仅一个项目').first().isChecked());
  assert.notEqual(await it.link.inputValue(), link);
  await it.page.getByLabel('全部').check();
  assert.equal(await it.link.inputValue(), whole);
});

test('已复制 is said only when it is true; else the link is selected to be copied by hand', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  await it.page.evaluate(() => { document.execCommand = () => false; });
  await it.openDialog('分享');
  await it.button('复制链接').click();
  await it.page.getByText('浏览器未允许复制，请按 Ctrl+C。').waitFor();
  const selected = await it.link.evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd));
  assert.equal(selected, await it.link.inputValue());
  assert.equal(await it.page.getByText('已复制').count(), 0);
});

test('a link survives what chat programs do to it', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  const [address, fragment] = (await it.shareLink(10)).split('#');
  for (const changed of [`${fragment}。`, `%23${fragment.replaceAll('=', '%3D')}`, fragment.replaceAll('&', '&amp;'), fragment.replace(/.{60}/g, '$&%0A')]) {
    const other = await it.another(`${address}#${changed}`);
    await other.cards.first().waitFor();
    assert.equal(await other.cards.count(), 1, changed.slice(0, 40));
    await other.page.close();
  }
});

test('each kind of damage has its sentence, on a page that can be used', async (t) => {
  const it = await openPage(t);
  await it.openSample();
  const link = await it.shareLink();
  await it.closeDialog();
  const address = link.split('#')[0];
  for (const [fragment, words] of [
    [link.slice(link.indexOf('#') + 1, -2000), /链接不完整[\s\S]*重新索取/],
    ['d=1z.____', /字符被改动[\s\S]*重新索取/],
    ['d=1z.-_-PAQA', /不是文字[\s\S]*原文文件/],
    ['d=2z.AAAA', /更新版本[\s\S]*最新版本/],
    ['d=1b.AAAA', /压缩方式[\s\S]*原文文件/],
    ['rule=Z99', /规则在本版本中不存在/],
  ]) {
    const other = await it.another(`${address}#${fragment}`);
    await other.expectProblem(words);
    assert.ok(await other.page.locator('#paste-box').isVisible());
    await other.expectUsable();
    await other.page.close();
  }
  // In a page that has a table, another link that is damaged takes nothing away.
  await it.page.evaluate(() => { location.hash = 'd=1z.AAAA'; });
  await it.problem.waitFor();
  assert.equal(await it.cards.count(), 15);
});

test('what is too long for any link is said, with the way to send it', async (t) => {
  const it = await openPage(t);
  // Ten indicators a project: nobody numbers them up to 5,000.
  const row = (n) => `    第${n}批设备购置项目${(n * 7919) % 10007} 5.00 5.00\n完成第${n}批设备的购置。\n`;
  const one = (n) => `${(n % 10) + 1}、产出指标：第${n}批设备验收合格率${(n * 7919) % 10007}，年度指标值：${(n * 104729) % 100}%。\n`;
  const head = '项目名称（资金使用单位） 总计 财政拨款 财政专户拨款 其他资金 绩效目标 绩效指标\n';
  await it.paste(head + Array.from({ length: 5_000 }, (_, n) => (n % 10 ? '' : row(n)) + one(n)).join(''));
  await it.cards.first().waitFor({ timeout: 60_000 });
  await it.openDialog('分享');
  assert.match(await it.dialog.innerText(), /过长[\s\S]*viewer\.html/);
});
