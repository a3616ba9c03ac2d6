import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { keepRestore } from '#recovery/generation';
import { confirmReconciled } from '#recovery/reconcile';
import { axeOn } from './accessibility.ts';
import { expectComplaint, open, page, running, settled } from './console-page.ts';
import { startConsole } from './running-console.ts';

const NINE_MONTHS = 'asOf=2022-09-30&year=2022&region=north';
const PROJECT = 'KCQG-2022-38-001';
const PAGES = [
  `/board?${NINE_MONTHS}`,
  `/conference?${NINE_MONTHS}`,
  `/conference?${NINE_MONTHS}&explain=totals.all.percent`,
  `/compare?from=2022-06-30&to=2022-07-05&year=2022&region=north`,
  `/delayed?${NINE_MONTHS}&obligation=settlement-dossier`,
  '/projects?q=bac%20giang',
  '/projects?q=khong-co-de-an-nay',
  `/projects/${PROJECT}`,
  `/projects/${PROJECT}?tab=timeline#r2`,
  '/projects/KCQG-1999-00-000',
  '/no-such-page',
];

type Printed = Record<'plan' | 'executed' | 'percent' | 'samePeriod' | 'growthPercent' | 'shareOfRegion', string>;
type Line = Record<'KCQG' | 'KCDP' | 'all', { readonly printed: Printed }>;

/** The signs of a table's line alone: how thousands and minus are set is the screen's own affair. */
const plain = (line: string): string => line.replaceAll('.', '').replaceAll('−', '-');

const totals = () => page.locator('.totals').innerText();
const heading = () => page.locator('h1').innerText();

describe('the province board', () => {
  it('shows the published figures of the conference of 2022', async () => {
    await open(`/board?${NINE_MONTHS}`);
    expect(await totals()).toMatch(/Kế hoạch\s+174,3[^]*Thực hiện\s+73,7[^]*42,3 %[^]*Cùng kỳ\s+34,6/);
    expect(await page.locator('.of-moment').innerText()).toMatch(/Tính đến 30\/09\/2022.*kế hoạch năm 2022.*vị trí sổ \d+/);
    expect(await page.getByRole('table', { name: 'Tiến độ theo tỉnh' }).locator('tbody tr').count()).toBe(28);
  });

  it('answers for another day that is typed, and keeps it in the address', async () => {
    await open(`/board?${NINE_MONTHS}`);
    await page.getByLabel('Tính đến ngày', { exact: true }).fill('30/06/2022');
    await page.keyboard.press('Enter');
    await page.waitForURL(/asOf=2022-06-30/);
    await page.getByText('Tính đến 30/06/2022').first().waitFor();
    const before = await totals();
    expect(before).not.toContain('73,7');
    await page.reload();
    await page.getByText('Tính đến 30/06/2022').first().waitFor();
    expect(await totals()).toBe(before);
  });

  it('says what is wrong with a day that does not exist and asks for nothing', async () => {
    await open(`/board?${NINE_MONTHS}`);
    await page.getByLabel('Tính đến ngày', { exact: true }).fill('31/09/2022');
    await page.keyboard.press('Enter');
    expect(await page.locator('.note.invalid').innerText()).toContain('30/09/2022');
    expect(page.url()).toContain('asOf=2022-09-30');
  });

  it('takes a day from the calendar, with weeks from Monday', async () => {
    await open(`/board?${NINE_MONTHS}`);
    await page.getByRole('button', { name: 'Mở lịch: Tính đến ngày' }).click();
    const calendar = page.getByRole('dialog');
    await calendar
      .getByRole('gridcell')
      .getByRole('button', { name: /15 tháng 9/i })
      .click();
    await page.waitForURL(/asOf=2022-09-15/);
    expect(await page.getByLabel('Tính đến ngày', { exact: true }).inputValue()).toBe('15/09/2022');
  });

  it('knew nothing before the register was imported', async () => {
    await open(`/board?${NINE_MONTHS}&knownAt=2020-01-01`);
    expect(await totals()).not.toContain('174,3');
    expect(await totals()).toContain('0,0');
  });

  it('adds the provinces of today up to the same totals', async () => {
    await open(`/board?${NINE_MONTHS}&set=vn34`);
    expect(await totals()).toContain('174,3');
    const names = await page.locator('.table-scroll').first().locator('tbody th').allInnerTexts();
    expect(names).toContain('Bắc Ninh');
    expect(names).not.toContain('Bắc Giang');
  });

  it('sorts by any figure, in the address', async () => {
    await open(`/board?${NINE_MONTHS}`);
    await page.getByRole('columnheader', { name: 'Kế hoạch tỷ đồng' }).getByRole('button').click();
    await page.waitForURL(/sort=-plan/);
    const plans = await page.locator('.table-scroll').first().locator('tbody tr td:nth-child(3)').allInnerTexts();
    const figures = plans.map((plan) => Number(plan.replace(',', '.')));
    expect(figures).toEqual([...figures].sort((a, b) => b - a));
    expect(figures[0]).toBeGreaterThan(figures.at(-1) ?? Infinity);
  });

  it('leads from a province to its projects and from its late count to what is late', async () => {
    await open(`/board?${NINE_MONTHS}`);
    const row = page.getByRole('row', { name: /^Thanh Hóa/ });
    const late = Number(await row.getByRole('link').last().innerText());
    await row.getByRole('link').last().click();
    await page.waitForURL(/\/delayed\?.*province=vn63\.38/);
    await page.getByRole('heading', { name: 'Từng đề án' }).waitFor();
    expect(await page.getByRole('table', { name: 'Từng đề án' }).locator('tbody tr').count()).toBe(late);
    await page.goBack();
    await page.getByRole('link', { name: 'Thanh Hóa', exact: true }).click();
    await page.waitForURL(/\/projects\?.*province=vn63\.38/);
    await page.getByText('Tỉnh: Thanh Hóa').first().waitFor();
  });

  it('shows the delayed disbursements below, with rules that nobody has verified marked', async () => {
    await open(`/board?${NINE_MONTHS}`);
    const summary = page.getByRole('table', { name: 'Tóm tắt theo nghĩa vụ và tình trạng' });
    expect(await summary.getByRole('row', { name: /Tạm ứng lần một Chậm/ }).innerText()).toMatch(/157\s+75,3/);
    expect(await page.locator('.unverified').first().innerText()).toBe('chưa kiểm chứng');
  });

  it('changes its unit without changing the sums', async () => {
    await open(`/board?${NINE_MONTHS}`);
    await page.getByRole('button', { name: 'đồng', exact: true }).click();
    expect(await totals()).toContain('174.300.000.000');
    await page.getByRole('button', { name: 'triệu', exact: true }).click();
    expect(await totals()).toContain('174.300,0');
  });
});

describe('the conference table', () => {
  it('prints each figure as the API prints it', async () => {
    const query = `region=north&year=2022&asOf=2022-09-30`;
    const answer = await fetch(`${running.address}/api/v1/reports/region?${query}`);
    const report = (await answer.json()) as { readonly byProvince: readonly Line[] };
    await open(`/conference?${NINE_MONTHS}`);
    const rows = page.getByRole('table', { name: 'Theo tỉnh', exact: true }).locator('tbody tr');
    const shown = (await rows.allInnerTexts()).map((row) => plain(row.split('\t').slice(1).join(' ')));
    const printed = report.byProvince.map(({ KCQG, KCDP, all }) => {
      const both = [KCQG, KCDP].flatMap(({ printed: { plan, executed, percent } }) => [plan, executed, percent]);
      const { plan, executed, percent, samePeriod, growthPercent, shareOfRegion } = all.printed;
      return plain([...both, plan, executed, percent, samePeriod, growthPercent, shareOfRegion].join(' '));
    });
    expect(printed).toHaveLength(28);
    expect(shown).toEqual(printed);
  });

  it('shows both sources with their rates and says how it was rounded', async () => {
    await open(`/conference?${NINE_MONTHS}`);
    const bySource = page.getByRole('table', { name: 'Theo nguồn kinh phí' });
    expect(await bySource.innerText()).toMatch(
      /KC quốc gia\s+79,7\s+33,3\s+41,8[^]*KC địa phương\s+94,6\s+40,3\s+42,6[^]*Cộng\s+174,3\s+73,7\s+42,3/,
    );
    expect(await page.locator('main').innerText()).toContain('cộng bằng đồng rồi mới làm tròn');
  });

  it('goes into a CSV file with a byte order mark and whole đồng', async () => {
    await open(`/conference?${NINE_MONTHS}`);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Tải CSV' }).click()]);
    const csv = await readFile(await download.path(), 'utf8');
    expect(csv.startsWith('\uFEFF')).toBe(true);
    expect(csv).toContain('174300000000');
    expect(csv).toContain('Tính đến 30/09/2022');
  });
});

describe('the list of projects', () => {
  it('finds by words without marks', async () => {
    await open('/projects');
    await page.keyboard.press('/');
    await page.keyboard.type('bac giang');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=bac(\+|%20)giang/);
    await page.getByText('Từ khóa: bac giang').first().waitFor();
    await settled();
    expect(await page.locator('tbody').innerText()).toContain('Bắc Giang');
  });

  it('puts what fits the words best first, until an order is chosen', async () => {
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/v1/projects?')) asked.push(request.url());
    });
    await open('/projects?q=bac%20giang');
    expect(asked.at(-1)).not.toContain('sort=');
    await open('/projects?q=bac%20giang&sort=-approved');
    expect(asked.at(-1)).toContain('sort=-approved');
    await open('/projects');
    expect(asked.at(-1)).toContain('sort=code');
  });

  it('takes one filter away and keeps the others', async () => {
    await open('/projects?q=bac%20giang&year=2022');
    await page.getByRole('button', { name: 'Bỏ lọc Từ khóa: bac giang' }).click();
    await page.waitForURL((url) => !url.search.includes('q=') && url.search.includes('year=2022'));
  });

  it('adds the next page below and says how many there are', async () => {
    await open('/projects');
    expect(await page.locator('.list-end').innerText()).toMatch(/50 \/ 760 đề án/);
    await page.getByRole('button', { name: 'Tải thêm' }).click();
    await page.getByText('100 / 760 đề án').first().waitFor();
    const codes = await page.locator('tbody th').allInnerTexts();
    expect(new Set(codes).size).toBe(100);
  });

  it('says which filter leaves nothing, and offers to drop it', async () => {
    await open('/projects?q=khong-co-de-an-nay&year=2022');
    const empty = page.locator('section.empty');
    expect(await empty.innerText()).toMatch(/Từ khóa: khong-co-de-an-nay · Năm kế hoạch: 2022/);
    await empty.getByRole('button', { name: 'Bỏ mọi bộ lọc' }).click();
    await page.getByText('50 / 760 đề án').first().waitFor();
  });

  it('exports every project that matches, not only the page', async () => {
    await open('/projects?year=2022');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Tải CSV' }).click()]);
    const lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
    expect(lines.filter((line) => /^KC(QG|DP)-2022-/.test(line))).toHaveLength(407);
  });
});

describe('one project', () => {
  it('shows its stage, money, parties and papers', async () => {
    await open(`/projects/${PROJECT}`);
    expect(await heading()).toBe(PROJECT);
    const text = await page.locator('main').innerText();
    for (const part of ['Đơn vị thực hiện', 'Thanh Hóa', 'Đề nghị hỗ trợ', 'Quyết định phê duyệt', 'Hợp đồng'])
      expect(text).toContain(part);
    expect(await page.locator('.stage-strip [aria-current="step"]').count()).toBe(1);
  });

  it('says what one may do in each role, and for everything else why not', async () => {
    await open(`/projects/${PROJECT}`);
    const acts = page.getByRole('region', { name: 'Việc có thể làm' });
    const allowed = acts.locator('.acts-allowed');
    await allowed.getByText('Kiểm tra, giám sát').waitFor();
    expect(await allowed.innerText()).not.toContain('Đề nghị tạm ứng');
    await page.getByLabel('Xem với danh tính').selectOption({ label: 'Cán bộ Trung tâm Khuyến công' });
    await allowed.getByText('Đề nghị tạm ứng').waitFor();
    expect(await allowed.innerText()).not.toContain('Kiểm tra, giám sát');
    await acts.locator('summary').focus();
    await page.keyboard.press('Enter');
    const payment = acts.getByRole('listitem').filter({ hasText: 'Chi tạm ứng' });
    expect(await payment.innerText()).toMatch(/Thẩm quyền: Kế toán Cục\.\s+Điều 13, Điều 14 Thông tư 36\/2013\/TT-BCT/);
    const promise = acts.getByRole('listitem').filter({ hasText: 'Hẹn trả lời vướng mắc' });
    expect(await promise.locator('.unverified').innerText()).toBe('chưa kiểm chứng');
    expect(await acts.locator('.acts-refused').first().innerText()).not.toMatch(/[a-z][A-Z]/);
    expect(await acts.getByRole('heading', { level: 3 }).last().innerText()).toBe('Không thuộc giai đoạn hiện tại: Đang thực hiện');
    const { violations } = await axeOn(page).include('section.acts').include('header').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect(await acts.isVisible()).toBe(false);
  });

  it('says what has to come first, where the stage alone would do', async () => {
    await open(`/projects/${PROJECT}`);
    await page.getByLabel('Xem với danh tính').selectOption('demo:appraisal-officer');
    await page.locator('.acts summary').click();
    const confirmation = page.locator('.acts').getByRole('listitem').filter({ hasText: 'Sở xác nhận khối lượng' });
    expect(await confirmation.innerText()).toMatch(/Trước đó phải có: đề nghị tạm ứng\.\s+.*Thông tư 36\/2013/);
  });

  it('keeps the identity that was chosen, and leaves one that the server does not know', async () => {
    await open(`/projects/${PROJECT}`);
    await page.getByLabel('Xem với danh tính').selectOption('demo:province-leader');
    await page.getByText('Vai trò này lúc này không có việc gì với đề án.').waitFor();
    await page.reload();
    await page.getByText('Vai trò này lúc này không có việc gì với đề án.').waitFor();
    await page.evaluate('localStorage.setItem("tiendo.identity", "demo:nobody")');
    await page.reload();
    await page.locator('.acts-allowed li').first().waitFor();
    expect(await page.getByLabel('Xem với danh tính').inputValue()).toBe('demo:officer');
    // The browser reports the answer that told the page so.
    expectComplaint('401');
  });

  it('offers no acts at another moment', async () => {
    await open(`/projects/${PROJECT}?asOf=2021-07-01`);
    expect(await page.locator('main').innerText()).toContain('việc có thể làm chỉ có ở hiện tại');
    expect(await page.locator('.acts-allowed').count()).toBe(0);
  });

  it('goes back in time with the day asked for', async () => {
    await open(`/projects/${PROJECT}`);
    const now = await page.locator('.record-state').innerText();
    await open(`/projects/${PROJECT}?asOf=2021-07-01`);
    expect(await page.locator('.record-state').innerText()).not.toBe(now);
  });

  it('tells its journey in sentences, each with an address', async () => {
    await open(`/projects/${PROJECT}`);
    await page.getByRole('navigation', { name: 'Các phần của hồ sơ' }).getByRole('link', { name: 'Hành trình' }).click();
    await page.waitForURL(/tab=timeline/);
    const events = page.locator('.timeline > li');
    await events.first().waitFor();
    expect(await events.count()).toBeGreaterThan(4);
    const days = (await page.evaluate('[...document.querySelectorAll(".timeline time")].map((time) => time.dateTime)')) as string[];
    expect(days).toEqual([...days].sort());
    await page.locator('#r2').getByRole('link').click();
    await page.waitForURL(/#r2$/);
    await page.reload();
    await page.locator('#r2.linked').waitFor();
    await page.locator('#r2 summary').click();
    expect(await page.locator('#r2 pre').innerText()).toContain('{');
  });

  it('that does not exist is said so in words', async () => {
    await open('/projects/KCQG-1999-00-000');
    expect(await page.locator('main').innerText()).toContain('Không có đề án KCQG-1999-00-000');
  });
});

describe('the keyboard', () => {
  it('moves along rows, opens one and comes back', async () => {
    await open('/projects?year=2022');
    const second = await page.locator('tbody th a').nth(1).innerText();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/projects/${second}`);
    await page.locator('h1', { hasText: second }).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL(/\/projects\?year=2022/);
  });

  it('changes pages with g and a letter, unless letters are switched off', async () => {
    await open('/projects');
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await page.waitForURL(/\/board/);
    await page.locator('h1', { hasText: 'Bảng tiến độ các tỉnh' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('checkbox', { name: 'Dùng phím tắt một chữ' }).uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await page.waitForTimeout(300);
    expect(page.url()).toContain('/board');
  });

  it('reaches the content first with the skip link', async () => {
    await open(`/board?${NINE_MONTHS}`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
  });
});

describe('the language', () => {
  it('is Vietnamese first and English throughout when switched, also after a reload', async () => {
    await open(`/board?${NINE_MONTHS}`);
    expect(await page.locator('html').getAttribute('lang')).toBe('vi');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Progress by province' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Progress by province' }).waitFor();
    await settled();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await totals()).toMatch(/Plan\s+174\.3[^]*42\.3 %/);
    const chrome = await page.locator('header, .filters label, thead').allInnerTexts();
    expect(chrome.join(' ').replace('Tiếng Việt', '').replaceAll('đồng', '')).not.toMatch(
      /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệọỏốồổỗộớờởỡợụủứừửữự]/i,
    );
  });
});

describe('every page', () => {
  it.each(PAGES)(
    '%s has no serious fault of accessibility, and fits 360 px and four-fold zoom without sideways scrolling',
    async (path) => {
      await open(path);
      const { violations } = await axeOn(page).analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      for (const width of [360, 320]) {
        await page.setViewportSize({ width, height: 700 });
        await settled();
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      }
    },
  );

  it('is looked at by a check that finds a button without a name', async () => {
    await open('/no-such-page');
    await page.locator('main').evaluate((main) => main.append(main.ownerDocument.createElement('button')));
    expect((await axeOn(page).analyze()).violations.map(({ id }) => id)).toEqual(['button-name']);
  });

  it('carries the mark of the demo identity', async () => {
    await open('/projects');
    expect(await page.locator('.demo-mark').innerText()).toBe('DEMO');
  });
});

describe('on paper', () => {
  it('the board keeps title, moment and figures and loses what cannot be pressed', async () => {
    await open(`/board?${NINE_MONTHS}`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.filters').isVisible()).toBe(false);
    expect(await page.locator('nav').first().isVisible()).toBe(false);
    expect(await page.locator('.of-moment').isVisible()).toBe(true);
    expect(await page.locator('.print-header').isVisible()).toBe(true);
    expect(await page.evaluate('getComputedStyle(document.querySelector("thead")).display')).toBe('table-header-group');
    const pdf = await page.pdf({ preferCSSPageSize: true });
    // A4 landscape, in points.
    expect(pdf.toString('latin1')).toMatch(/MediaBox\s*\[0 0 841\.\d+ 59[45]\.\d+\]/);
  });
});

describe('without anything imported', () => {
  it('the list says how to import a register', async () => {
    const empty = await startConsole({ withSample: false });
    try {
      await page.goto(`${empty.address}/projects`);
      await page.getByText('npm run -s tiendo -- import FILE.csv').waitFor();
    } finally {
      await empty.stop();
    }
  }, 60_000);
});

describe('after a restore', () => {
  it('every page says so, until somebody has reconciled', async () => {
    keepRestore(running.dataDir, {
      generation: 2,
      logId: 'log',
      phase: 'reconcile',
      cause: 'restored',
      at: '2026-11-22T09:00:00.000Z',
      by: 'operator',
      position: null,
      backup: { folder: '/backup', madeAt: '2026-11-21T17:30:00.000Z', manifestSha256: '' },
      keptAside: null,
      evidence: [],
      confirmed: null,
    });
    await open('/projects');
    const banner = page.locator('.restored-banner');
    expect(await banner.innerText()).toBe(
      'Dữ liệu đã phục hồi, chưa đối chiếu. Phục hồi lúc 22/11/2026 16:00:00 từ bản sao lưu lúc 22/11/2026 00:30:00; những gì ghi sau đó có thể thiếu. Chưa gửi gì ra ngoài cho đến khi người vận hành đối chiếu xong (tiendo reconcile).',
    );
    confirmReconciled({ dataDir: running.dataDir, by: 'operator', reason: 'đã nhập lại' });
    await open('/board');
    expect(await banner.count()).toBe(0);
  });
});

describe('a server that cannot be reached', () => {
  it('is said in words, with a way to try again', async () => {
    await page.route('**/api/v1/board*', (route) => route.abort());
    await page.goto(`/board?${NINE_MONTHS}`);
    const alert = page.getByRole('alert').first();
    expect(await alert.innerText()).toContain('Không kết nối được máy chủ');
    await page.unroute('**/api/v1/board*');
    await alert.getByRole('button', { name: 'Thử lại' }).click();
    await page.locator('.totals', { hasText: '174,3' }).waitFor();
    // The browser reports the connection that this test cut.
    expectComplaint('ERR_FAILED');
  });
});
