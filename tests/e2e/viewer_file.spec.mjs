// viewer.html: the whole job from disk, in one file, with no request.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { dropFile, SAMPLE } from './harness.mjs';
import { openViewer } from './page.mjs';

test('viewer.html reads, reviews, marks, shares and explains from disk, with no request', async (t) => {
  const it = await openViewer(t);
  await it.paste(SAMPLE);
  await it.expectSample();
  await it.page.locator('.count--error').click();
  await it.page.locator('.workspace .finding-item__place').first().click();
  await it.marks.first().waitFor();
  await it.page.locator('.workspace .finding-group[open] > .link').first().click();
  await it.rulePage.locator('h2').waitFor();
  const link = await it.shareLink();
  assert.ok(link.startsWith('file://'));
  assert.match(await it.dialog.innerText(), /此链接只在本机有效/);
  await it.closeDialog();
  await dropFile(it.page, 'table.txt', Buffer.from(SAMPLE));
  await it.expectSample();
  const asked = new Set(it.requests.map((url) => url.split('#')[0]).filter((url) => !url.startsWith('data:')));
  assert.deepEqual([...asked], [it.address]);
});
