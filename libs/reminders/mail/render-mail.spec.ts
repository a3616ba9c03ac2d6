import { describe, expect, it } from '@jest/globals';
import type { MessageItem } from '../channel.ts';
import { item, message, soon, today } from './message.fixture.ts';
import { renderMail } from './render-mail.ts';

const hostile = 'Bánh <img src=x onerror=alert(1)> "A" & ’\r\nBcc: all@example.invalid\u2028\u202Ethis\u0000';
const visible = (text: string): number => [...new Intl.Segmenter('vi', { granularity: 'grapheme' }).segment(text)].length;
/** Both forms of a mail, without the marks of HTML. */
const bothForms = (of: Parameters<typeof message>[0]): readonly string[] => {
  const { html, text } = renderMail(message(of));
  return [
    text,
    html
      .replace(/<style>[^]*?<\/style>/, '')
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&quot;', '"')
      .replaceAll('&nbsp;', ' ')
      .replaceAll('&amp;', '&'),
  ];
};

describe('a mail', () => {
  it('says of each item what is owed, by when, how much, who must act and under which text, in both forms', () => {
    for (const form of bothForms({})) {
      for (const part of [
        'Kính gửi anh/chị Nguyễn Thị Lan,',
        'Nộp hồ sơ quyết toán',
        'KCQG-2022-38-001',
        'Hỗ trợ ứng dụng máy móc tiên tiến trong chế biến lâm sản (Thanh Hóa)',
        '25/09/2022',
        'quá hạn 5 ngày',
        'Số tiền đang chờ: 300.000.000 đồng',
        'Bên phải xử lý: Trung tâm khuyến công',
        'Căn cứ: khoản 1 Điều 18 Thông tư 36/2013/TT-BCT',
        'Nộp báo cáo tiến độ tháng 09/2022',
        'hạn hôm nay',
        'còn 3 ngày làm việc',
        'thiết lập: 15 ngày (Tiendo) (chưa kiểm chứng)',
        'Hạn đã dời từ 04/10/2022: Thông báo 3521/TB-BLĐTBXH',
        'Ngày nghỉ dự kiến, chưa công bố: 10/10/2022',
        'Mốc nhắc: sau hạn 5 ngày',
        'Tiendo tự động gửi thư này vì',
        'Mã lần gửi: reminder-delivery~lan.nguyen~2022-09-30~email',
      ])
        expect(form).toContain(part);
      expect(form.match(/chưa kiểm chứng/g)).toHaveLength(1);
    }
  });

  it('leads to each project and to the console, and to nothing else', () => {
    const { html, text } = renderMail(message());
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    expect(links).toEqual([
      ...['KCQG-2022-38-001', 'KCQG-2022-02-004', 'KCDP-2022-24-017'].map((code) => `http://127.0.0.1:3000/projects/${code}`),
      'http://127.0.0.1:3000/',
    ]);
    for (const link of links) expect(text).toContain(link);
    expect(html).not.toMatch(/\b(src|srcset|background|action|poster)=|url\(|@import|<(img|link|script|iframe|form|object|svg)\b/i);
  });

  it('puts what is late first, the oldest first, then today, then soon', () => {
    const older = item({ code: 'KCQG-2022-38-002', due: '2022-09-01', left: -29 });
    const [text = ''] = bothForms({ items: [soon, today, item(), older] });
    const at = ['QUÁ HẠN (2)', 'KCQG-2022-38-002', 'KCQG-2022-38-001', 'ĐẾN HẠN HÔM NAY (1)', 'SẮP ĐẾN HẠN (1)', 'KCDP-2022-24-017'].map(
      (part) => text.indexOf(part),
    );
    expect(at).not.toContain(-1);
    expect(at).toEqual([...at].sort((a, b) => a - b));
  });

  it('marks what is sent late, above and at the item', () => {
    for (const form of bothForms({})) expect(form).toMatch(/Gửi muộn: 1 việc[^]*hạn hôm nay[^]*gửi muộn/);
    for (const form of bothForms({ items: [item(), soon] })) expect(form.toLowerCase()).not.toContain('gửi muộn');
  });

  it('is complete in English', () => {
    for (const form of bothForms({ language: 'en' })) {
      for (const part of [
        'Dear Nguyễn Thị Lan,',
        'Overdue (1)',
        'Lodge the settlement dossier',
        '5 days overdue',
        'due today',
        '3 working days left',
        'Money waiting: 300,000,000 VND',
        'Who must act: Promotion centre',
        '(unverified)',
        'Moved from 04/10/2022',
        'Sent late: 1 item',
      ])
        expect(form.toLowerCase()).toContain(part.toLowerCase());
      const own = form.replaceAll(/Nguyễn Thị Lan|Hỗ trợ.*|Đào tạo.*|Xây dựng.*|khoản.*|điểm.*|thiết lập.*|Thông báo.*/g, '');
      expect(own).not.toMatch(/[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i);
    }
  });

  it('counts in the subject, and names a single item', () => {
    expect(renderMail(message()).subject).toBe('Nhắc việc: 1 quá hạn, 1 đến hạn hôm nay, 1 sắp đến hạn (gửi muộn)');
    expect(renderMail(message({ items: [item()] })).subject).toBe('1 việc quá hạn 5 ngày: KCQG-2022-38-001, Nộp hồ sơ quyết toán');
    expect(renderMail(message({ items: [item({ late: true })], language: 'en' })).subject).toBe(
      '1 item 5 days overdue: KCQG-2022-38-001, Lodge the settlement dos… (sent late)',
    );
  });

  it('has a subject of one line and at most 78 visible characters, whatever it is about', () => {
    const long = item({
      code: `KCQG-2022-38-${'9'.repeat(200)}`,
      late: true,
      kind: 'year-end-adjustment',
      obligation: 'year-end-adjustment',
    });
    for (const items of [[long], Array.from({ length: 4_000 }, (_, n) => [item(), soon, today][n % 3] as MessageItem)]) {
      for (const language of ['vi', 'en'] as const) {
        const { subject } = renderMail(message({ items, language }));
        expect(visible(subject)).toBeLessThanOrEqual(78);
        expect(subject).toMatch(/(gửi muộn|sent late)\)$/);
      }
    }
    expect(renderMail(message({ items: [item({ code: hostile })] })).subject).not.toMatch(/[\p{Cc}\u2028\u202E]/u);
  });

  it('takes no text for markup, a line or a turn of direction', () => {
    const of = {
      items: [
        item({ title: hostile, province: hostile, legalBasis: hostile, movedFrom: { due: hostile, why: hostile }, expected: [hostile] }),
      ],
    };
    const { html, text } = renderMail(message({ ...of, to: { recipient: 'x', name: hostile, email: 'x@example.invalid', url: null } }));
    expect(html).not.toContain('<img');
    expect(`${html}${text}`).not.toMatch(/[\u202E\u2028\0\r]/);
    expect(text).not.toMatch(/^\s*Bcc:/m);
    expect(text).toContain('Bánh <img src=x onerror=alert(1)> "A" & ’ Bcc: all@example.invalid this');
  });

  it('knows a day by the days, also where no working day lies between', () => {
    const working = (due: string, left: number) => bothForms({ items: [item({ due, left, unit: 'working' })] })[0];
    expect(working('2022-09-29', 0)).toContain('QUÁ HẠN (1)');
    expect(working('2022-09-29', 0)).toContain('đã quá hạn');
    expect(working('2022-09-20', -8)).toContain('quá hạn 8 ngày làm việc');
    expect(working('2022-09-30', 0)).toContain('hạn hôm nay');
    expect(working('2022-10-01', 0)).toContain('không còn ngày làm việc nào');
  });

  it('keeps the name of a step that it does not know', () =>
    expect(bothForms({ items: [item({ step: 'thu-bay' })] })[0]).toContain('Mốc nhắc: thu-bay'));

  it('is accessible in its structure: a language, one title, headings, headers of columns and rows', () => {
    const { html } = renderMail(message());
    expect(html).toMatch(/<html lang="vi">[^]*<main class="mail" lang="vi">/);
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html.match(/<h2 /g)).toHaveLength(3);
    expect(html.match(/scope="col"/g)).toHaveLength(6);
    expect(html.match(/scope="rowgroup"/g)).toHaveLength(3);
  });
});
