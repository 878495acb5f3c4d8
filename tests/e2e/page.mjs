// The page as its user sees it: names for what is on it, and the few ways to get somewhere.
import assert from 'node:assert/strict';

import { open, openFile, paste, SAMPLE } from './harness.mjs';

const WHOLE = /广州市财政局[\s\S]*2023[\s\S]*推定[\s\S]*15个项目[\s\S]*96项指标[\s\S]*2,754\.66 万元/;

export class TablePage {
  constructor(opened) {
    Object.assign(this, opened);
    const at = (selector, options) => this.page.locator(selector, options);
    this.cards = at('.workspace .project-card');
    this.indicators = at('.workspace .indicator');
    this.summary = at('.summary');
    this.findings = at('.workspace .finding-group__items .finding-item');
    this.groups = at('.workspace .finding-group');
    this.count = at('.workspace .finding-list__count');
    this.marks = at('.source-pane mark:not(.related)');
    this.text = at('.source-pane__text');
    this.rulePage = at('#rule-page');
    this.problem = at('.problem');
    this.dialog = at('dialog[open]');
    this.link = at('#share-link');
  }

  button(name, options) {
    return this.page.getByRole('button', { name, ...options });
  }

  async paste(text, target) {
    await paste(this.page, text, target);
  }

  // The sample with its 15 cards, or the same in its report.
  async openSample() {
    await this.paste(SAMPLE);
    await this.cards.first().waitFor();
    return this;
  }

  async openReport() {
    await this.page.locator('#tab-report').click();
    await this.findings.first().waitFor();
  }

  async openDialog(name) {
    await this.button(name).first().click();
    await this.dialog.waitFor();
  }

  async closeDialog() {
    await this.page.keyboard.press('Escape');
    await this.dialog.waitFor({ state: 'detached' });
  }

  // The link of the share dialog: to the whole table, or to one project by its number.
  async shareLink(project) {
    await this.openDialog('分享');
    if (project) await this.page.locator('.share-dialog__projects').selectOption(String(project));
    return this.link.inputValue();
  }

  async shown() {
    return Number((await this.count.innerText()).match(/显示 (\d+) 条/)[1]);
  }

  async expectSample() {
    await this.cards.first().waitFor();
    assert.equal(await this.cards.count(), 15);
    assert.equal(await this.indicators.count(), 96);
    assert.match(await this.summary.innerText(), WHOLE);
  }

  async expectProblem(words) {
    await this.problem.waitFor();
    assert.match(await this.problem.innerText(), words);
  }

  // After whatever went wrong: another table can be opened.
  async expectUsable() {
    await this.paste(SAMPLE);
    await this.page.waitForFunction(() => document.querySelectorAll('.workspace .project-card').length === 15);
    assert.equal(await this.problem.count(), 0);
  }

  // The same context, another tab: what somebody sees who is sent a link.
  async another(link) {
    const page = await this.context.newPage();
    const requests = [];
    // What goes wrong there fails the test like what goes wrong in the first page.
    page.on('pageerror', (error) => this.wrong.push(`error: ${error}`));
    page.on('console', (message) => message.type() === 'error' && this.wrong.push(message.text()));
    page.on('request', (request) => {
      requests.push(request.url());
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(this.origin)) this.wrong.push(`request to ${request.url()}`);
    });
    await page.goto(link);
    return new TablePage({ page, context: this.context, origin: this.origin, requests, wrong: this.wrong });
  }
}

export const openPage = async (t, options) => new TablePage(await open(t, options));
export const openViewer = async (t, options) => new TablePage(await openFile(t, options));
