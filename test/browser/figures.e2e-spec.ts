import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { expectComplaint, open, page } from './console-page.ts';

const NINE_MONTHS = 'asOf=2022-09-30&year=2022&region=north';
const FIVE_DAYS = 'from=2022-06-30&to=2022-07-05&year=2022&region=north';

const panel = () => page.getByRole('dialog');
const title = () => panel().locator('#explanation-title');

describe('a figure of the conference table', () => {
  it('opens on a click down to the events, at an address of its own; Back closes it', async () => {
    await open(`/conference?${NINE_MONTHS}`);
    await page.getByRole('table', { name: 'Theo nguồn kinh phí' }).getByRole('link', { name: '42,3' }).click();
    await page.waitForURL(/explain=totals\.all\.percent/);
    await title().getByText('42,3 %').waitFor();
    expect(await panel().locator('.formula').innerText()).toContain('73.680.000.000 / 174.300.000.000 × 100');
    await panel().getByText('Đề án làm nên số này (380)').waitFor();
    await panel().locator('.behind summary').first().click();
    expect(await panel().locator('.behind-events li').first().innerText()).toMatch(/Phê duyệt vào kế hoạch[^]*Căn cứ:[^]*vị trí sổ/);
    await page.goBack();
    await panel().waitFor({ state: 'detached' });
    expect(page.url()).not.toContain('explain');
  });

  it('is reached by arrows, opened by Enter, closed by Esc, and has the focus again', async () => {
    await open(`/conference?${NINE_MONTHS}`);
    const first = page.getByRole('table', { name: 'Theo nguồn kinh phí' }).locator('[data-figure]').first();
    await first.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL(/explain=totals\.KCDP\.executed/);
    await title().getByText('40,3 tỷ đồng').waitFor();
    await page.keyboard.press('Escape');
    await panel().waitFor({ state: 'detached' });
    expect(page.url()).not.toContain('explain');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('40,3');
  });

  it('is one stop of the tab key for each table', async () => {
    await open(`/conference?${NINE_MONTHS}`);
    expect(await page.locator('[data-figure][tabindex="0"]').count()).toBe(3);
    expect(await page.locator('[data-figure]').count()).toBeGreaterThan(400);
  });

  it('leads from a percentage to its terms, their parts and back', async () => {
    await open(`/conference?${NINE_MONTHS}&explain=totals.all.growthPercent`);
    await panel()
      .getByRole('link', { name: /^Cùng kỳ/ })
      .click();
    await page.waitForURL(/explain=totals\.all\.samePeriod/);
    await title().getByText('34,6 tỷ đồng').waitFor();
    expect(await panel().locator('.behind-project').first().innerText()).toMatch(/-2021-/);
    await panel().getByRole('link', { name: 'khuyến công quốc gia' }).click();
    await page.waitForURL(/explain=totals\.KCQG\.samePeriod/);
    await page.goBack();
    await page.goBack();
    await title().getByText('112,8 %').waitFor();
  });

  it('leads to the record of a project and to the event in its timeline', async () => {
    await open(`/conference?${NINE_MONTHS}&explain=byProvince.38.KCQG.executed`);
    await panel().locator('.behind summary').first().click();
    await panel().locator('.behind-events a').first().click();
    await page.waitForURL(/\/projects\/KCQG-2022-38-\d+\?tab=timeline#r\d+/);
    await page.locator('.timeline .linked').getByText('Chi tạm ứng').waitFor();
  });

  it('says how many events were left out as known on a day', async () => {
    await open(`/conference?${NINE_MONTHS}&knownAt=2022-09-30&explain=totals.all.executed`);
    expect(await panel().locator('.left-out').innerText()).toContain('Không tính 276 sự kiện được ghi sau ngày 30/09/2022');
    expect(await panel().innerText()).toContain('Không có đề án nào');
  });

  it('that the address mistypes is refused with the nearest as links', async () => {
    await open(`/conference?${NINE_MONTHS}&explain=totals.all.percnt`);
    expect(await panel().getByRole('alert').innerText()).toContain('unknown-figure');
    await panel().getByRole('link', { name: 'totals.all.percent' }).click();
    await title().getByText('42,3 %').waitFor();
    expectComplaint('400'); // The browser reports the answer that told the page so.
  });

  it('goes whole into a CSV file, more than the page shows', async () => {
    await open(`/conference?${NINE_MONTHS}&explain=totals.all.plan`);
    const [download] = await Promise.all([page.waitForEvent('download'), panel().getByRole('button', { name: 'Tải CSV' }).click()]);
    expect(download.suggestedFilename()).toBe('tiendo-explain-totals.all.plan-2022-09-30.csv');
    const [heads = [], ...rows] = parse(await readFile(await download.path(), 'utf8'), { bom: true }) as string[][];
    const column = heads.findIndex((name) => name.includes('[totals.all.plan]'));
    expect(rows.reduce((sum, row) => sum + Number(row[column]), 0)).toBe(174_300_000_000);
  });

  it('prints alone, without the page behind it', async () => {
    await open(`/conference?${NINE_MONTHS}&explain=totals.all.percent`);
    await page.emulateMedia({ media: 'print' });
    expect(await title().isVisible()).toBe(true);
    expect(await page.getByRole('heading', { name: 'Bảng hội nghị khuyến công', includeHidden: true }).isVisible()).toBe(false);
    expect((await page.pdf({ format: 'A4' })).byteLength).toBeGreaterThan(10_000);
  });

  it('is explained in English all the same', async () => {
    await open(`/conference?${NINE_MONTHS}`);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('table', { name: 'By source' }).getByRole('link', { name: '42.3' }).click();
    await title().getByText('42.3 %').waitFor();
    expect(await panel().locator('.formula').innerText()).toContain('Executed divided by plan');
  });
});

describe('a figure of the board', () => {
  it('opens from the totals and from a province, with the board’s own filters', async () => {
    await open(`/board?${NINE_MONTHS}&source=KCQG`);
    await page.locator('.totals').getByRole('link', { name: '33,3 – giải thích Thực hiện' }).click();
    await page.waitForURL(/explain=board\.total\.executed/);
    await title().getByText('khuyến công quốc gia').waitFor();
    await title().getByText('33,3 tỷ đồng').waitFor();
    await page.keyboard.press('Escape');
    await page
      .getByRole('row', { name: /^Thanh Hóa/ })
      .locator('[data-figure]')
      .nth(1)
      .click();
    await page.waitForURL(/explain=board\.rows\.38\.plan/);
    await title().getByText('Thanh Hóa').waitFor();
  });
});

describe('the comparison of two days', () => {
  it('keeps both days in the address and shows what changed, with the events behind one figure', async () => {
    await open(`/compare?${FIVE_DAYS}`);
    expect(await page.locator('.of-moment').first().innerText()).toContain('30/06/2022 → 05/07/2022');
    const bySource = page.getByRole('table', { name: 'Theo nguồn kinh phí' });
    expect(await bySource.innerText()).toMatch(/\+1\.226,0\s+35\.484,0 → 36\.710,0/);
    expect(await page.getByRole('table', { name: 'Đề án chuyển bước' }).innerText()).toMatch(/Đã ký hợp đồng\s+Đang thực hiện\s+6/);
    await page.getByText('Đề án và sự kiện đằng sau (11)').waitFor();
    await bySource.getByRole('link', { name: /^\+462,0/ }).click();
    await page.waitForURL(/path=totals\.KCQG\.executed/);
    await page.getByText('Đề án và sự kiện đằng sau (2)').waitFor();
    await page.locator('.behind summary').first().click();
    expect(await page.locator('.behind-events').first().innerText()).toContain('Chi tạm ứng');
    await page.getByRole('button', { name: /^Bỏ lọc/ }).click();
    await page.getByText('Đề án và sự kiện đằng sau (11)').waitFor();
  });

  it('answers for another day that is typed, and the other way round', async () => {
    await open(`/compare?${FIVE_DAYS}`);
    await page.getByLabel('Đến ngày', { exact: true }).fill('30/09/2022');
    await page.keyboard.press('Enter');
    await page.waitForURL(/to=2022-09-30/);
    await page.getByText('30/06/2022 → 30/09/2022').waitFor();
    await page.getByRole('button', { name: 'Đổi chiều' }).click();
    await page.getByText('30/09/2022 → 30/06/2022').waitFor();
    expect(new URL(page.url()).searchParams.get('from')).toBe('2022-09-30');
  });

  it('says so when nothing changed, and shows what was learnt later about one day', async () => {
    await open('/compare?from=2022-06-30&to=2022-06-30&year=2022');
    expect(await page.locator('main').innerText()).toContain('Không có số liệu nào thay đổi');
    await open('/compare?from=2022-09-30&to=2022-09-30&knownAtFrom=2022-09-30&year=2022');
    expect(await page.locator('.of-moment').first().innerText()).toContain('30/09/2022 (biết đến 30/09/2022) → 30/09/2022');
    expect(await page.getByRole('table', { name: 'Theo nguồn kinh phí' }).innerText()).toContain('+174.300,0');
  });

  it('goes into a CSV file with the events, and opens by g c', async () => {
    await open(`/board?${NINE_MONTHS}`);
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.waitForURL(/\/compare/);
    await open(`/compare?${FIVE_DAYS}`);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Tải CSV' }).click()]);
    const csv = await readFile(await download.path(), 'utf8');
    expect(csv).toContain('totals.all.executed');
    expect(csv).toContain('AdvancePaid');
  });
});
