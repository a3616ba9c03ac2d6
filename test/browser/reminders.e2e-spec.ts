import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { axeOn } from './accessibility.ts';
import { open, page } from './console-page.ts';
import { type RunningConsole, startConsole } from './running-console.ts';

/** Nine o'clock on a Tuesday: of the sample register much is late, and the month's reports are due on the 25th. */
const STARTS_AT = '2022-07-05T02:00:00.000Z';
let office: RunningConsole;
beforeAll(async () => {
  office = await startConsole({ withSample: true, contacts: 'libs/reference/data/contacts-demo.csv', startsAt: STARTS_AT });
}, 120_000);
afterAll(() => office.stop());

const visit = (path: string): Promise<void> => open(`${office.address.replace(/\/$/, '')}${path}`);
const asOperator = () => page.evaluate(`localStorage.setItem('tiendo.identity', 'demo:operator')`);
const body = () => page.locator('main').innerText();

describe('the reminders', () => {
  it('teach what is missing while nobody can be reminded', async () => {
    await open('/reminders');
    expect(await body()).toMatch(/Chưa có danh bạ[^]*contacts import FILE\.csv/);
    expect(await body()).toContain('Tiến trình này không gửi nhắc việc');
    await open('/reminders?tab=sent');
    expect(await body()).toContain('Chưa gửi thư nào');
  });

  it('show what was sent, to whom, and lead to why', async () => {
    for (let tries = 0; tries < 60; tries++) {
      await visit('/reminders?tab=sent&person=centre-officer.vn63-01');
      if ((await body()).includes('đã gửi')) break;
      await page.waitForTimeout(500);
    }
    expect(await body()).toMatch(/05\/07\/2022 09:0\d[^]*Trung tâm Khuyến công Hà Nội[^]*đã gửi/);
    await page
      .getByRole('button', { name: /^Vì sao\?/ })
      .first()
      .click();
    await page.waitForURL(/tab=why&person=centre-officer\.vn63-01/);
    await page
      .getByRole('heading', { name: /Tạm ứng lần một/ })
      .first()
      .waitFor();
    expect(await body()).toMatch(/quá hạn \d+ ngày[^]*Căn cứ[^]*đã gửi · 05\/07\/2022/);
  });

  it('preview a day ahead, kept in the address', async () => {
    await visit('/reminders');
    await page.getByLabel('Xem trước ngày', { exact: true }).fill('22/07/2022');
    await page.keyboard.press('Enter');
    await page.waitForURL(/date=2022-07-22/);
    await page.getByRole('heading', { name: /^22\/07\/2022: \d+ thư/ }).waitFor();
    expect(await body()).toMatch(/Báo cáo tiến độ tháng 07\/2022 · 25\/07\/2022 \(còn 3 ngày\)/);
  });

  it('are paused by the operator alone, with a reason', async () => {
    await visit('/reminders?tab=suppressed');
    expect(await body()).toContain('Chỉ người vận hành');
    await asOperator();
    await visit('/reminders?tab=suppressed');
    await page.getByLabel('Tạm dừng loại').selectOption('monthly-report');
    await page.getByRole('button', { name: 'Tạm dừng một loại…' }).click();
    const confirm = page.getByRole('button', { name: 'Xác nhận' });
    expect(await confirm.isDisabled()).toBe(true);
    await page.getByLabel('Lý do').fill('Nghỉ báo cáo tháng 7');
    await confirm.click();
    await page.getByText('demo:operator, 05/07/2022: Nghỉ báo cáo tháng 7').waitFor();
    await visit('/reminders?date=2022-07-22&kind=monthly-report');
    expect(await body()).toContain('loại nhắc việc đang tạm dừng');
    await page.getByRole('button', { name: 'Nhắc lại: Báo cáo tiến độ tháng' }).click();
    await page.getByLabel('Lý do').fill('Báo cáo lại');
    await confirm.click();
    await page.getByRole('heading', { name: /^22\/07\/2022: \d\d thư/ }).waitFor();
  });

  it('list what is left out, and for whom, until the operator takes it back', async () => {
    await asOperatorAt('/reminders');
    await visit('/reminders?person=centre-officer.vn63-38');
    const exclude = page.getByRole('button', { name: /^Loại .* khỏi nhắc việc$/ }).first();
    const [, what = '', code = ''] = /^Loại (.+) của (\S+) khỏi nhắc việc$/.exec((await exclude.getAttribute('aria-label')) ?? '') ?? [];
    await exclude.click();
    const confirm = page.getByRole('button', { name: 'Xác nhận' });
    await page.getByLabel('Lý do').fill('Đã làm trên giấy');
    await confirm.click();
    const leftOut = page.locator('.decided').filter({ hasText: 'Đang bị loại' });
    await leftOut.getByText('Đã làm trên giấy').waitFor();
    expect(await leftOut.innerText()).toContain(`${code} ${what}`);
    await leftOut.getByRole('button', { name: `Nhắc lại ${what} của ${code}` }).click();
    await page.getByLabel('Lý do').fill('Chưa xong');
    await confirm.click();
    await leftOut.waitFor({ state: 'detached' });
  });

  it('have no fault that the check of accessibility finds', async () => {
    await asOperatorAt('/reminders');
    for (const path of [
      '/reminders?person=centre-officer.vn63-38',
      '/reminders?tab=sent&person=supervisor',
      '/reminders?tab=suppressed',
      '/reminders?tab=failed',
      '/reminders?tab=why&project=KCQG-2022-01-005',
      '/reminders?tab=why',
    ]) {
      await visit(path);
      const { violations } = await axeOn(page).analyze();
      expect([path, violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)]).toEqual([path, []]);
    }
    await page.setViewportSize({ width: 360, height: 740 });
    await visit('/reminders?tab=sent&person=supervisor');
    expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);
    await page
      .getByRole('button', { name: /^Gửi lại thư/ })
      .first()
      .click();
    const { violations } = await axeOn(page).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('speak English as well', async () => {
    await visit('/reminders?tab=why&project=KCQG-2022-01-005');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('link', { name: 'To send' }).waitFor();
    expect(await body()).toMatch(/First advance[^]*days overdue/);
  });
});

async function asOperatorAt(path: string): Promise<void> {
  await visit(path);
  await asOperator();
}
