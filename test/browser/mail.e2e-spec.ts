import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { Outbox } from '#reminders/channels/outbox';
import { item, message, soon, today } from '#reminders/mail/message.fixture';
import { renderMail } from '#reminders/mail/render-mail';
import { newDataDir, removeDataDir, Served } from '../api/served.ts';
import { axeOn } from './accessibility.ts';
import { launchChromium } from './chromium.ts';

/** Mails as their readers see them: on a phone and on a desk, by day and by night. */

let browser: Browser;
beforeAll(async () => void (browser = await launchChromium()), 60_000);
afterAll(async () => browser.close());

const long = item({
  code: 'KCDP-2022-38-113-BOSUNG12345',
  title: `Hỗ trợ xây dựng phòng trưng bày ${'giới thiệu sản phẩm công nghiệp nông thôn tiêu biểu '.repeat(3)}`,
  kind: 'first-advance',
  obligation: 'first-advance',
  due: '2021-08-01',
  left: -1_425,
  step: 'department',
  vnd: 1_234_567_890_123,
  ruleStatus: 'unverified',
  late: true,
});
const items = [soon, item(), long, today];

/** A page of its own, which may ask for nothing beyond what it was given. */
async function onPage<Result>(options: BrowserContextOptions, look: (page: Page, asked: string[]) => Promise<Result>): Promise<Result> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    return await look(page, asked);
  } finally {
    await context.close();
  }
}

describe('a mail', () => {
  it.each([
    ['vi', 'dark', 360],
    ['en', 'light', 360],
    ['vi', 'light', 1_280],
    ['en', 'dark', 1_280],
  ] as const)('in %s, %s, at %i pixels is accessible, fits and asks for nothing', (language, colorScheme, width) =>
    onPage({ viewport: { width, height: 800 }, colorScheme }, async (page, asked) => {
      await page.setContent(renderMail(message({ language, items })).html);
      const { violations } = await axeOn(page).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      const ink = await page.evaluate('getComputedStyle(document.querySelector(".mail")).color');
      expect(ink).toBe(colorScheme === 'dark' ? 'rgb(230, 236, 241)' : 'rgb(22, 34, 44)');
      expect(asked).toEqual([]);
    }),
  );

  it('says the same without its sheet, as some readers show it', () =>
    onPage({ viewport: { width: 360, height: 800 } }, async (page) => {
      await page.setContent(renderMail(message({ items })).html.replace(/<style>[^]*?<\/style>/, ''));
      expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual([
        'Quá hạn (2)',
        'Đến hạn hôm nay (1)',
        'Sắp đến hạn (1)',
      ]);
      expect(await page.getByRole('columnheader').allInnerTexts()).toEqual(
        Array.from({ length: 3 }, () => ['Việc phải làm', 'Hạn']).flat(),
      );
      expect(await page.getByRole('link').count()).toBe(5);
    }));
});

describe('the preview of the outbox', () => {
  it('shows the mail as it is and runs nothing that is in it', async () => {
    const dataDir = newDataDir();
    const outbox = new Outbox(
      { folder: join(dataDir, 'outbox'), from: 'Tiendo <tiendo@localhost>' },
      { now: () => '2022-09-30T01:00:00.000Z' },
    );
    await outbox.send(
      message({ items: [item({ title: '<script>document.title = "run"</script><img src="http://example.invalid/x.png">' })] }),
    );
    const api = await Served.start([], { TIENDO_DATA: dataDir });
    try {
      await onPage({ extraHTTPHeaders: { 'tiendo-demo-identity': 'demo:operator' } }, async (page, asked) => {
        const address = `${api.url}/api/v1/outbox/2022-09-30_reminder-delivery~lan.nguyen~2022-09-30~email.eml`;
        await page.goto(address);
        expect(await page.locator('h1').innerText()).toBe('1 việc quá hạn 5 ngày: KCQG-2022-38-001, Nộp hồ sơ quyết toán');
        expect(await page.title()).not.toBe('run');
        expect(await page.locator('main').innerText()).toContain('<script>document.title = "run"</script><img');
        expect(await page.evaluate('getComputedStyle(document.querySelector("h2.late")).color')).toBe('rgb(163, 32, 13)');
        expect(asked.filter((url) => url !== address && !url.endsWith('/favicon.ico'))).toEqual([]);
      });
    } finally {
      await api.stop();
      removeDataDir(dataDir);
    }
  }, 60_000);
});
