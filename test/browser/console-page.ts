import { afterAll, afterEach, beforeAll, beforeEach, expect, jest } from '@jest/globals';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { type RunningConsole, startConsole } from './running-console.ts';

/**
 * For a spec that imports it: one console with the sample register and one browser for the file, and for each test a page of its own, of
 * which the browser may not complain.
 */

/** Far above what a page takes: the check of accessibility looks at every cell, and machines that build are busy. */
jest.setTimeout(120_000);

export let running: RunningConsole;
let browser: Browser;
let context: BrowserContext;
export let page: Page;
/** What the browser's console complained about; a page of ours never does. */
let complaints: string[];
/** What the page asked for and has no answer to yet. */
let asking: Set<Request>;

const SETTLE_MAX_MS = 60_000;
/** A look takes two frames; what an answer makes the page ask for is asked within one. */
const QUIET_LOOKS = 3;

beforeAll(async () => {
  running = await startConsole({ withSample: true });
  browser = await launchChromium();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await running?.stop();
});

beforeEach(async () => {
  context = await browser.newContext({ baseURL: running.address, viewport: { width: 1366, height: 768 }, locale: 'en-US' });
  page = await context.newPage();
  complaints = [];
  asking = new Set();
  page.on('request', (request) => asking.add(request));
  page.on('requestfinished', (request) => asking.delete(request));
  page.on('requestfailed', (request) => asking.delete(request));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // The browser itself reports each 404 answer, also the ones that a page asks for on purpose.
    if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text());
  });
});

afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

/** The browser reports an answer that the page asked for on purpose. */
export function expectComplaint(about: string): void {
  complaints = complaints.filter((text) => !text.includes(about));
}

/** The page with all its figures, not its skeleton. */
export async function open(path: string): Promise<void> {
  await page.goto(path);
  await page.locator('h1').first().waitFor();
  await settled();
}

/** Nothing that the page asked for is on its way, nor what an answer made it ask, and no skeleton is left. */
export async function settled(): Promise<void> {
  const giveUp = Date.now() + SETTLE_MAX_MS;
  for (let quiet = 0; quiet < QUIET_LOOKS; quiet = asking.size === 0 ? quiet + 1 : 0) {
    if (Date.now() > giveUp)
      throw new Error(`still asking after ${SETTLE_MAX_MS} ms: ${[...asking].map((request) => request.url()).join(', ')}`);
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
  }
}
