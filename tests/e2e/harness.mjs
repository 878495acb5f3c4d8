// What every browser test needs: dist/ served, one Chromium, and pages that fail their test when something is wrong.
//
//   const { page } = await open(t, { path, viewport, colorScheme, permissions })   a page that is ready
//   await openFile(t)                                                  viewer.html from file://
//   await paste(page, text)                                            Ctrl+V on the page, as the browser sends it
//   await dropFile(page, name, bytes)                                  a file dropped on the window
//   await shownText(locator)                                           what a part of the page says, when it was drawn
//   SAMPLE                                                             the Guangzhou table
//
// After each test the page must have had no error, no violation of its content policy and no request elsewhere.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { chromium } from 'playwright-core';

import { serve } from '../../scripts/serve.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const SAMPLE = readFileSync(`${ROOT}tests/fixtures/list/guangzhou_2023.txt`, 'utf8');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

let server, browser, origin;

export async function start() {
  if (browser) return { browser, origin };
  server = await serve(`${ROOT}dist`, 0);
  origin = `http://127.0.0.1:${server.address().port}`;
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: FLAGS });
  return { browser, origin };
}

export async function stop() {
  await browser?.close();
  server?.close();
  browser = server = undefined;
}

// Under the test runner only: a benchmark ends it itself.
if (process.env.NODE_TEST_CONTEXT) after(stop);

async function watched(t, options, allowed) {
  await start();
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const wrong = [];
  const requests = [];
  page.on('pageerror', (error) => wrong.push(`error: ${error}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || /Content.Security.Policy/i.test(message.text())) wrong.push(message.text());
  });
  page.on('request', (request) => {
    requests.push(request.url());
    if (!allowed(request.url())) wrong.push(`request to ${request.url()}`);
  });
  t.after(async () => {
    await context.close();
    assert.deepEqual(wrong, [], 'the page had errors, violations or foreign requests');
  });
  return { page, context, requests, wrong };
}

export async function open(t, { path = '/', ...options } = {}) {
  await start();
  const own = (url) => url.startsWith(`${origin}/`) || url.startsWith('data:') || url.startsWith('blob:');
  const watch = await watched(t, options, own);
  await watch.page.goto(origin + path);
  await ready(watch.page);
  return { ...watch, origin };
}

export async function openFile(t, options = {}) {
  const address = pathToFileURL(`${ROOT}dist/viewer.html`).href;
  const watch = await watched(t, options, (url) => url.split('#')[0] === address || url.startsWith('data:') || url.startsWith('blob:'));
  await watch.page.goto(address);
  await ready(watch.page);
  return { ...watch, address };
}

// What a reader sees of a part. Parts out of sight are not laid out and have no innerText, and before the first frame all
// are out of sight: so two frames are waited for, and more while there is nothing.
export function shownText(locator) {
  return locator.evaluate((part) => new Promise((resolve) => {
    let frames = 0;
    const look = () => (++frames > 2 && part.innerText) || frames > 300 ? resolve(part.innerText) : requestAnimationFrame(look);
    look();
  }));
}

export const ready = (page) => page.waitForSelector('#boot', { state: 'detached' });

export async function paste(page, text, target = 'body') {
  await page.evaluate(([text, target]) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.querySelector(target).dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, [text, target]);
}

export const dropFile = (page, name, bytes, target = 'body') => dropFiles(page, [[name, bytes]], target);

export async function dropFiles(page, files, target = 'body') {
  await page.evaluate(([files, target]) => {
    const data = new DataTransfer();
    for (const [name, bytes] of files) data.items.add(new File([new Uint8Array(bytes)], name));
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.querySelector(target).dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
  }, [files.map(([name, bytes]) => [name, [...bytes]]), target]);
}
