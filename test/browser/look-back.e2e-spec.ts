import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { axeOn } from './accessibility.ts';
import { open, page } from './console-page.ts';

const RECORD = '/projects/KCQG-2022-38-001';

const banner = () => page.locator('.moment-banner');

describe('the record at an earlier moment', () => {
  it('says so on the screen and on paper, and goes back to today by the link and by a key', async () => {
    await open(RECORD);
    expect(await banner().count()).toBe(0);
    await page.getByLabel('Tính đến ngày', { exact: true }).fill('30/06/2022');
    await page.keyboard.press('Enter');
    await page.waitForURL(/asOf=2022-06-30/);
    await banner().waitFor();
    expect(await banner().innerText()).toContain('Đang xem tại 30/06/2022, theo dữ liệu đến lúc này');
    await page.emulateMedia({ media: 'print' });
    expect(await banner().isVisible()).toBe(true);
    expect(await page.getByRole('link', { name: 'Về hôm nay' }).isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('link', { name: 'Về hôm nay' }).click();
    await page.waitForURL((url) => !url.search.includes('asOf'));

    await open(`${RECORD}?knownAt=2100-01-01`);
    expect(await banner().innerText()).toContain('theo dữ liệu đến 01/01/2100');
    await page.keyboard.press('t');
    await page.waitForURL((url) => !url.search.includes('knownAt'));
    expect(await banner().count()).toBe(0);
  });

  it('moves from one day with events to the one before by the arrow keys', async () => {
    await open(RECORD);
    const slider = page.getByRole('slider');
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(/asOf=\d{4}-\d{2}-\d{2}/);
    const last = new URL(page.url()).searchParams.get('asOf') ?? '';
    expect(await slider.getAttribute('aria-valuetext')).toBe(last.split('-').reverse().join('/'));
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL((url) => (url.searchParams.get('asOf') ?? last) < last);
  });
});

describe('the timeline', () => {
  it('is narrowed by conditions and their opposites, which stand in the address and as chips', async () => {
    await open(`${RECORD}?tab=timeline`);
    await page.locator('.timeline').waitFor();
    const whole = await page.locator('.timeline > li').count();
    await page.getByLabel('Giá trị').selectOption({ label: 'Tạm ứng và quyết toán' });
    await page.waitForURL(/group=money/);
    await page
      .locator('.timeline > li')
      .nth(whole - 1)
      .waitFor({ state: 'detached' });
    const money = await page.locator('.timeline > li').count();
    expect(await page.locator('.chips').innerText()).toContain('Tạm ứng và quyết toán');

    await page.getByRole('button', { name: /^Bỏ .*Nhóm/ }).click();
    await page.getByLabel('Là hay không phải').selectOption({ label: 'Không phải' });
    await page.getByLabel('Giá trị').selectOption({ label: 'Tạm ứng và quyết toán' });
    await page.waitForURL(/notGroup=money/);
    await page.getByText(`${whole - money} / ${whole - money} sự kiện`).waitFor();
    await page.reload();
    await page.locator('.timeline').waitFor();
    expect(await page.locator('.timeline > li').count()).toBe(whole - money);
  });

  it('takes words and jumps to a day', async () => {
    await open(`${RECORD}?tab=timeline`);
    await page.getByLabel('Điều kiện').selectOption({ label: 'Từ trong câu' });
    await page.getByLabel('Giá trị').fill('tham dinh');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=tham\+dinh/);
    await page.getByText('2 / 2 sự kiện').waitFor();
    expect(await page.locator('#project-search').inputValue()).toBe('');
    await open(`${RECORD}?tab=timeline&jumpTo=2022-01-01`);
    expect(await page.locator('.timeline time').first().innerText()).toBe('20/01/2022');
  });

  it('is downloaded as it is narrowed', async () => {
    await open(`${RECORD}?tab=timeline&group=plan`);
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải CSV' }).click();
    const text = await readFile(await (await saved).path(), 'utf8');
    const [head = '', ...lines] = text.trimEnd().split('\r\n');
    expect(head).toContain('Trước → sau');
    expect(lines.filter((line) => line.startsWith('202'))).toHaveLength(await page.locator('.timeline > li').count());
    expect(text).toContain('Nhóm: Kế hoạch');
  });

  it('opens why an event happened, in the address too', async () => {
    await open(`${RECORD}?tab=timeline#r4`);
    await page.locator('#r4').getByRole('button', { name: 'Vì sao? / Dẫn đến' }).click();
    await page.waitForURL(/why=[0-9a-f-]{36}/);
    await page.locator('#r4 .causation').getByText('Lệnh của import:operator').first().waitFor();
    await page.reload();
    await page.locator('#r4 .causation li').first().waitFor();
    expect(await page.locator('#r4 .causation').innerText()).toContain('#r4');
  });
});

it('two moments are compared field by field, with the events behind each', async () => {
  await open(`${RECORD}?tab=compare&asOf=2022-09-30`);
  await page.getByLabel('Mốc trước', { exact: true }).fill('31/12/2021');
  await page.keyboard.press('Enter');
  await page.waitForURL(/from=2021-12-31/);
  await page.getByRole('heading', { name: /31\/12\/2021 \(biết đến lúc này\) so với 30\/09\/2022/ }).waitFor();
  expect(await page.getByRole('row', { name: /^Số ngày của từng bên/ }).innerText()).toContain('Trung tâm khuyến công: 172 ngày');
  const approved = page.getByRole('row', { name: /^Phê duyệt/ });
  await approved.waitFor();
  expect(await approved.innerText()).toMatch(/–\s+169\.000\.000 đồng/);
  const [number = ''] = (await approved.getByRole('link').first().innerText()).trim().split(' ');
  expect(await page.locator(`#d${number}`).innerText()).toContain('2225/QĐ-BCT');
  await page.getByRole('button', { name: 'Về sau biết thêm gì về 30/09/2022?' }).click();
  await page.waitForURL(/knownAtFrom=2022-09-30/);
  await page.getByText('xảy ra trước nhưng về sau mới ghi').first().waitFor();
});

it.each(['?asOf=2022-06-30', '?tab=timeline&notGroup=money&why=x', '?tab=compare&asOf=2022-09-30&from=2021-12-31'])(
  'has no fault of accessibility at %s',
  async (search) => {
    await open(`${RECORD}${search}`);
    const { violations } = await axeOn(page).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  },
);
