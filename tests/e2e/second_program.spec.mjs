// What the second program does for the page and for viewer.html: all layouts but lists, workbooks, web pages, exports.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { dropFile, ROOT, SAMPLE, shownText } from './harness.mjs';
import { openPage, openViewer } from './page.mjs';

const read = (name) => readFileSync(`${ROOT}tests/fixtures/files/${name}`);

async function expectLibrary(it) {
  await it.page.waitForFunction(() => document.querySelectorAll('.workspace .project-card').length === 5
    && document.querySelectorAll('.workspace .indicator').length === 42);
}

for (const [where, openIt] of [['the page', openPage], ['viewer.html', openViewer]]) {
  test(`a dropped workbook is read, in ${where}`, async (t) => {
    const it = await openIt(t);
    await dropFile(it.page, '图书馆.xlsx', read('library_2025.xlsx'));
    await expectLibrary(it);
    assert.match(await shownText(it.page.locator('.workspace')), /公共图书馆免费开放补助经费/);
    await it.page.locator('.workspace .indicator', { hasText: '读者满意度' }).getByText('≥92%').first().click();
    assert.match(await it.page.locator('.source-pane__head').innerText(), /项目支出绩效目标表!E20 · 第\d+行第\d+字/);
  });
}

test('a saved web page and the cells of a clipboard are read', async (t) => {
  const it = await openPage(t);
  await dropFile(it.page, '绩效.html', read('library_flat.html'));
  await expectLibrary(it);
  await it.page.evaluate((html) => {
    const data = new DataTransfer();
    data.setData('text/html', html);
    data.setData('text/plain', '没有表格的文字');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, read('library_flat.html').toString());
  await expectLibrary(it);
});

test('a file that is no workbook is told in a sentence', async (t) => {
  const it = await openPage(t);
  await dropFile(it.page, '压缩包.zip', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0]));
  await it.expectProblem(/不是可读取的工作簿/);
  await it.expectUsable();
});

test('where no Worker can be had the page reads and writes by itself', async (t) => {
  const it = await openPage(t);
  await it.page.evaluate(() => { window.Worker = class { constructor() { throw new Error('refused'); } }; });
  await dropFile(it.page, '图书馆.xlsx', read('library_2025.xlsx'));
  await expectLibrary(it);
  await it.openDialog('导出');
  const [download] = await Promise.all([it.page.waitForEvent('download'), it.button('审核表（CSV）').click()]);
  assert.match(readFileSync(await download.path(), 'utf8'), /公共图书馆免费开放补助经费/);
});

test('another text that is pasted while one is being read takes its place', async (t) => {
  const it = await openPage(t);
  await it.paste('预算绩效'.repeat(400_000));
  await it.page.waitForFunction(() => document.querySelector('progress'));
  const form = readFileSync(`${ROOT}tests/fixtures/block/self_evaluation_on_one_line.txt`, 'utf8');
  await it.paste(form);
  await it.page.locator('.workspace .indicator').nth(4).waitFor();
  assert.equal(await it.cards.count(), 1);
});

test('a damaged workbook is told in a sentence, and the next one is read', async (t) => {
  const it = await openPage(t);
  const whole = read('library_2025.xls');
  await dropFile(it.page, '图书馆.xls', whole.subarray(0, 17020));
  await it.expectProblem(/不是可读取的工作簿/);
  await dropFile(it.page, '图书馆.xls', whole);
  await expectLibrary(it);
});

test('a text that is opened while a workbook is being read stays', async (t) => {
  const it = await openPage(t);
  await it.page.route('**/annex-*.wasm', async (route) => {
    await new Promise((later) => setTimeout(later, 800));
    await route.continue();
  });
  await dropFile(it.page, '图书馆.xlsx', read('library_2025.xlsx'));
  await it.page.getByText('正在读取文件').waitFor();
  await it.openSample();
  await it.page.waitForTimeout(1500);
  await it.expectSample();
});

test('without the second program a workbook is told in a sentence, and HTML is read as its text', async (t) => {
  const it = await openPage(t);
  await it.page.route('**/annex-*', (route) => route.abort());
  await dropFile(it.page, '图书馆.xlsx', read('library_2025.xlsx'));
  await it.expectProblem(/未能载入/);
  assert.equal(await it.page.locator('#failure').count(), 0);
  it.wrong.length = 0; // the refused request itself
  await it.page.unroute('**/annex-*');
  await dropFile(it.page, '图书馆.xlsx', read('library_2025.xlsx'));
  await expectLibrary(it);
});

for (const [where, openIt] of [['the page', openPage], ['viewer.html', openViewer]]) {
  test(`a review is saved as a file, in ${where}`, async (t) => {
    const it = await openIt(t);
    await it.openSample();
    await it.openDialog('导出');
    for (const [button, ending, holds] of [
      ['审核表（CSV）', 'csv', /^\uFEFF单位名称[\s\S]*有效用户投诉率/],
      ['问题清单（SARIF 2.1.0）', 'sarif', /"version": "2\.1\.0"/],
      ['八项审核表（可打印）', 'html', /需人工审核/],
    ]) {
      const [download] = await Promise.all([it.page.waitForEvent('download'), it.button(button).click()]);
      assert.match(download.suggestedFilename(), new RegExp(`^绩效目标审核.*_\\d{4}-\\d\\d-\\d\\d\\.${ending}$`));
      assert.match(readFileSync(await download.path(), 'utf8'), holds);
    }
    const [download] = await Promise.all([it.page.waitForEvent('download'), it.button('审核表（工作簿）').click()]);
    assert.equal(readFileSync(await download.path()).subarray(0, 2).toString(), 'PK');
    await it.dialog.getByText('已交由浏览器保存').waitFor();
    // Doubtful findings are in it unless the box is ticked.
    const csv = async () => {
      const [saved] = await Promise.all([it.page.waitForEvent('download'), it.button('审核表（CSV）').click()]);
      return readFileSync(await saved.path(), 'utf8').split(',存疑,').length - 1;
    };
    assert.ok(await csv() > 10);
    await it.dialog.getByLabel('不含存疑问题').check();
    assert.equal(await csv(), 0);
  });
}

test('an export tells which settings were changed', async (t) => {
  const it = await openPage(t);
  await it.paste(SAMPLE);
  await it.cards.first().waitFor();
  await it.page.evaluate(() => document.querySelector('[aria-controls="dialog-profile"]').click());
  await it.dialog.waitFor();
  const first = it.dialog.getByRole('checkbox').first();
  await first.click();
  await it.closeDialog();
  await it.openDialog('导出');
  const [download] = await Promise.all([it.page.waitForEvent('download'), it.button('问题清单（JSON）').click()]);
  const report = JSON.parse(readFileSync(await download.path(), 'utf8'));
  assert.equal(report.settings.disabled.length, 1);
});

test('a list needs no second program; a form without it is told in a sentence, and read when it can be loaded', async (t) => {
  const it = await openPage(t);
  await it.page.route('**/annex-*', (route) => route.abort());
  await it.openSample();
  await it.expectSample();
  const form = readFileSync(`${ROOT}tests/fixtures/block/self_evaluation_on_one_line.txt`, 'utf8');
  await it.paste(form);
  await it.expectProblem(/版式的程序未能载入/);
  await it.expectUsable();
  it.wrong.length = 0; // the refused request itself
  await it.page.unroute('**/annex-*');
  await it.paste(form);
  await it.page.locator('.workspace .indicator').nth(4).waitFor();
  assert.equal(await it.cards.count(), 1);
});

for (const [where, openIt] of [['the page', openPage], ['viewer.html', openViewer]]) {
  test(`text that keeps its columns by blanks is read, in ${where}`, async (t) => {
    const it = await openIt(t);
    for (const [folder, projects, indicators] of [['list', 3, 10], ['block', 2, 8]]) {
      await it.paste(readFileSync(`${ROOT}tests/fixtures/${folder}/columns_kept_by_blanks.txt`, 'utf8'));
      await it.page.waitForFunction(([cards, rows]) =>
        document.querySelectorAll('.workspace .project-card').length === cards
        && document.querySelectorAll('.workspace .indicator').length === rows, [projects, indicators]);
      await it.cards.first().locator('.field--name').first().click();
      await it.marks.first().waitFor();
    }
  });
}

for (const [where, openIt] of [['the page', openPage], ['viewer.html', openViewer]]) {
  test(`the summary to sign and the questions to ask unfold, in ${where}`, async (t) => {
    const it = await openIt(t);
    await it.openSample();
    const card = it.page.locator('#project-10');
    await card.getByText('可询问的问题').click();
    const questions = card.locator('.digest__list li');
    await questions.first().waitFor();
    assert.ok(await questions.count() >= 2 && await questions.count() <= 5, `${await questions.count()} questions`);
    assert.match(await shownText(questions.first()), /？（第\d+行“.+”，规则[A-H]\d+/);
    await questions.first().getByRole('button').click();
    assert.match(await it.page.locator('.source-pane__head').innerText(), /第\d+行第\d+字/);
    assert.ok(await it.marks.count() > 0);
    await it.page.locator('#tab-report').click();
    await it.page.getByText('审核小结').click();
    await it.page.locator('.finding-list .digest__body p').first().waitFor();
    const summary = await it.page.locator('.finding-list .digest__body').innerText();
    assert.match(summary, /按.*88号.*对广州市财政局的绩效目标表作了自动检查，共1个单位、15个项目、96项指标/);
    assert.match(summary, /发现确定的问题77条（严重6、一般52、提示19）/);
    assert.match(summary, /不评定等级，不计分。/);
    await it.page.locator('.finding-list .digest__body [data-copy]').click();
    assert.equal(await it.page.locator('.finding-list .digest__body [data-copy]').innerText(), '已复制');
  });
}
