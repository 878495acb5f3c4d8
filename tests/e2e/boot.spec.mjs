// Before the program runs, and when it stops: the boot check, the theme, the content policy, the failure notice.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { test } from 'node:test';
import { promisify } from 'node:util';

import { open, openFile, ready, ROOT } from './harness.mjs';

// The harness fails a test for errors; here some are meant.
const expectErrors = (wrong) => { assert.notEqual(wrong.length, 0); wrong.length = 0; };

test('the page loads from its own files alone, under the policy of its headers and its meta element', async (t) => {
  const { page, requests, origin, wrong } = await open(t);
  assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN');
  assert.ok(requests.some((url) => url.endsWith('.wasm')));
  const headers = (await page.request.get(`${origin}/`)).headers();
  assert.equal(headers['content-security-policy'], await page.locator('meta[http-equiv]').getAttribute('content'));
  assert.match(headers['content-security-policy'], /^default-src 'none'; script-src 'self' 'sha256-/);
  await page.evaluate(() => document.head.append(Object.assign(document.createElement('script'), { text: 'window.ran = true' })));
  assert.equal(await page.evaluate(() => window.ran), undefined, 'a script that came later is refused');
  expectErrors(wrong);
});

test('viewer.html names no other file, from disk and from a server', async (t) => {
  const { page, requests, address } = await openFile(t);
  assert.deepEqual(requests.filter((url) => !url.startsWith('data:')), [address]);
  assert.match(await page.locator('meta[http-equiv]').getAttribute('content'), /^default-src 'none'; script-src 'sha256-(?!.*connect-src)/);
  await open(t, { path: '/viewer.html' });
});

for (const [what, breakIt] of [
  ['GB18030', () => { window.TextDecoder = class { constructor() { throw new RangeError('no such encoding'); } }; }],
  ['dialogs', () => { delete window.HTMLDialogElement; }],
  ['reference types', () => { WebAssembly.validate = () => false; }],
]) {
  test(`a browser without ${what} is told which version it needs, and nothing starts`, async (t) => {
    for (const opened of [await open(t), await openFile(t)]) {
      await opened.page.addInitScript(breakIt);
      await opened.page.reload();
      assert.match(await opened.page.locator('#boot').innerText(), /Chromium 97[\s\S]*Firefox 102[\s\S]*Safari 16[\s\S]*Chromium 97/);
      await opened.page.waitForTimeout(300);
      assert.equal(await opened.page.locator('body > *:not(script)').count(), 1);
      opened.wrong.length = 0;
    }
  });
}

test('without JavaScript the page says so', async (t) => {
  const { context } = await open(t);
  const still = await (await context.browser().newContext({ javaScriptEnabled: false })).newPage();
  t.after(() => still.context().close());
  await still.setContent(readFileSync(`${ROOT}dist/index.html`, 'utf8'));
  assert.match(await still.locator('noscript').innerText(), /需要启用 JavaScript/);
});

test('the chosen theme is there before the first paint', async (t) => {
  const { page } = await open(t);
  await page.evaluate(() => localStorage.setItem('jixiao.theme', 'dark'));
  await page.route('**/*.wasm', () => {}); // the program never arrives
  await page.reload({ waitUntil: 'commit' });
  await page.locator('#boot').waitFor();
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

for (const [what, files] of [['program', '**/*.wasm'], ['glue', '**/app-*.js']]) {
  test(`when the ${what} does not arrive the page says that it has stopped`, async (t) => {
    const { page, wrong } = await open(t);
    await page.route(files, (route) => route.abort());
    await page.reload();
    await page.locator('#failure').waitFor();
    assert.match(await page.locator('#failure').innerText(), /程序故障[\s\S]*fault in the program[\s\S]*重新载入/);
    assert.equal(await page.getByRole('button', { name: '下载原文' }).count(), 0, 'there is no text yet');
    expectErrors(wrong);
    await page.unrouteAll();
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: '重新载入' }).click()]);
    await ready(page);
  });
}

test('an uncaught error stops the page; a refusal of the browser and a notice do not', async (t) => {
  const { page, wrong } = await open(t);
  await page.evaluate(() => {
    Promise.reject(new DOMException('denied', 'NotAllowedError'));
    window.dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop completed with undelivered notifications.' }));
  });
  await page.waitForTimeout(100);
  assert.equal(await page.locator('#failure').count(), 0);
  await page.evaluate(() => { setTimeout(() => { throw new Error('<b>broken</b>'); }); });
  await page.locator('#failure').waitFor();
  assert.match(await page.locator('#failure pre').textContent(), /<b>broken<\/b>/);
  await page.keyboard.press('Escape');
  assert.ok(await page.locator('#failure').isVisible());
  expectErrors(wrong);
});

test('the server keeps to its folder, knows WebAssembly, and says when its port is taken', async (t) => {
  const { origin, requests } = await open(t);
  const { port } = new URL(origin);
  const ask = (path) => new Promise((done) => get({ port, path, host: '127.0.0.1' }, (answer) => { answer.resume(); done(answer); }));
  for (const path of ['/../Cargo.toml', '/%2e%2e/Cargo.toml', '/..%2fCargo.toml', '/nothing', '/%00']) {
    assert.equal((await ask(path)).statusCode, 404, path);
  }
  const wasm = new URL(requests.find((url) => url.endsWith('.wasm'))).pathname;
  assert.equal((await ask(wasm)).headers['content-type'], 'application/wasm');
  const second = promisify(execFile)(process.execPath, [`${ROOT}scripts/serve.mjs`, `${ROOT}dist`, port]);
  await assert.rejects(second, (error) => error.code === 1 && new RegExp(`Port ${port} is taken`).test(error.stderr));
});
