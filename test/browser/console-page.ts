import { afterAll, afterEach, beforeAll, beforeEach, expect, jest } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
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
  await page.waitForLoadState('networkidle');
  await page.waitForFunction('document.querySelector(".skeleton") === null');
}
