// From paste to cards painted, in Chromium: the best of several pages, beside one pass over the characters in the same page;
// then a long list, whose cards are painted in slices.
import { paste, SAMPLE, start, stop, ready } from './harness.mjs';

const { browser, origin } = await start();
const runs = [];
for (let run = 0; run < 7; run++) {
  const page = await (await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(origin);
  await ready(page);
  const painted = page.evaluate(() => new Promise((done) => {
    addEventListener('paste', () => {
      const from = performance.now();
      // Two frames: in the first the page is laid out and painted, the second begins when that is over.
      requestAnimationFrame(() => requestAnimationFrame(() => done({
        ms: performance.now() - from,
        cards: document.querySelectorAll('.workspace .project-card').length,
      })));
    }, { capture: true, once: true });
  }));
  await paste(page, SAMPLE);
  const { ms, cards } = await painted;
  if (cards !== 15) throw new Error(`${cards} cards were painted, not 15`);
  const pass = await page.evaluate((text) => {
    let best = Infinity;
    for (let run = 0; run < 50; run++) {
      const from = performance.now();
      let sum = 0;
      for (let times = 0; times < 20; times++) for (const ch of text) sum = (sum * 31 + ch.codePointAt(0)) | 0;
      best = Math.min(best, (performance.now() - from) / 20);
      window.sum = sum;
    }
    return best;
  }, SAMPLE);
  runs.push({ ms, pass });
  await page.context().close();
}
const many = await long(10_000);
await stop();
const best = Math.min(...runs.map((run) => run.ms));
const pass = Math.min(...runs.map((run) => run.pass));
console.log(`paste to cards painted, sample: ${best.toFixed(1)} ms (best of ${runs.length}); one pass over its characters: ${pass.toFixed(3)} ms; ratio ${Math.round(best / pass)}`);
console.log(`${many.projects} projects (${(many.bytes / 1e6).toFixed(1)} MB): first cards painted after ${seconds(many.first)}, all after ${seconds(many.all)}; meanwhile the longest time between two frames: ${Math.round(many.longest)} ms`);

/** A list of so many projects: the sample's rows over and over. */
async function long(count) {
  const body = SAMPLE.indexOf('    广州市财政局2021年');
  const text = SAMPLE.slice(0, body) + SAMPLE.slice(body).repeat(Math.ceil(count / 15));
  const projects = Math.ceil(count / 15) * 15;
  const page = await (await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(origin);
  await ready(page);
  const painted = page.evaluate((projects) => new Promise((done) => {
    addEventListener('paste', () => {
      const from = performance.now();
      let [cards, first, last, longest] = [0, 0, 0, 0];
      // To count all cards in each frame would take longer than to draw them: only what is put in is counted.
      const count = (element) => { cards += element.className === 'project-card' ? 1 : element.childElementCount; };
      const frame = (now) => {
        if (first && last) longest = Math.max(longest, now - last);
        last = now;
        const host = !cards && document.querySelector('.project-card')?.parentElement;
        if (host) {
          [...host.children].forEach(count);
          new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(count))).observe(host, { childList: true });
          first = performance.now() - from;
        }
        if (cards >= projects) done({ first, longest, all: performance.now() - from });
        else requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    }, { capture: true, once: true });
  }), projects);
  await paste(page, text);
  return { projects, bytes: Buffer.byteLength(text), ...await painted };
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(2)} s`;
}
