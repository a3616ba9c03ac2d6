import type { Urgency } from '../words/due-words.ts';
import type { Language } from '../words/plain-text.ts';

type Say = (text: string) => string;

/** The sentences of a mail, all but its items. */
export interface MailWords {
  readonly heading: Readonly<Record<Urgency, string>>;
  readonly counted: Readonly<Record<Urgency, (n: number) => string>>;
  readonly subject: Say;
  readonly onlyOne: (left: string, code: string, owed: string) => string;
  readonly sentLate: string;
  readonly greeting: Say;
  readonly intro: (n: number, day: string) => string;
  readonly lateNote: (n: number) => string;
  readonly columns: { readonly what: string; readonly due: string };
  readonly due: string;
  readonly step: Say;
  readonly unverifiedNote: string;
  readonly why: string;
  readonly read: string;
  readonly answer: string;
  readonly delivery: Say;
}

const vi: MailWords = {
  heading: { late: 'Quá hạn', today: 'Đến hạn hôm nay', soon: 'Sắp đến hạn' },
  counted: { late: (n) => `${n} quá hạn`, today: (n) => `${n} đến hạn hôm nay`, soon: (n) => `${n} sắp đến hạn` },
  subject: (counts) => `Nhắc việc: ${counts}`,
  onlyOne: (left, code, owed) => `1 việc ${left}: ${code}, ${owed}`,
  sentLate: 'gửi muộn',
  greeting: (name) => `Kính gửi anh/chị ${name},`,
  intro: (n, day) => `Tính đến ngày ${day} có ${n} việc của đề án khuyến công cần anh/chị xử lý hoặc theo dõi.`,
  lateNote: (n) => `Gửi muộn: ${n} việc lẽ ra đã được nhắc sớm hơn. Hạn ghi dưới đây không vì thế mà thay đổi.`,
  columns: { what: 'Việc phải làm', due: 'Hạn' },
  due: 'Hạn',
  step: (step) => `Mốc nhắc: ${step}`,
  unverifiedNote: '“Chưa kiểm chứng”: quy định này chưa được đối chiếu với văn bản gốc, hoặc là thiết lập của Tiendo.',
  why: 'Tiendo tự động gửi thư này vì danh bạ nhắc việc ghi anh/chị phụ trách hoặc theo dõi các việc trên. Mỗi ngày làm việc có nhiều nhất một thư; việc được ghi nhận là xong thì không nhắc nữa.',
  read: 'Xem tất cả và tra cứu vì sao nhận thư này:',
  answer: 'Xin không trả lời thư này.',
  delivery: (delivery) => `Mã lần gửi: ${delivery}`,
};

const en: MailWords = {
  heading: { late: 'Overdue', today: 'Due today', soon: 'Due soon' },
  counted: { late: (n) => `${n} overdue`, today: (n) => `${n} due today`, soon: (n) => `${n} due soon` },
  subject: (counts) => `Reminder: ${counts}`,
  onlyOne: (left, code, owed) => `1 item ${left}: ${code}, ${owed}`,
  sentLate: 'sent late',
  greeting: (name) => `Dear ${name},`,
  intro: (n, day) =>
    n === 1
      ? `As of ${day} there is 1 item of an industrial-promotion project for you to act on or to watch.`
      : `As of ${day} there are ${n} items of industrial-promotion projects for you to act on or to watch.`,
  lateNote: (n) =>
    `Sent late: ${n === 1 ? '1 item' : `${n} items`} should have been told earlier. This does not change the due dates below.`,
  columns: { what: 'What is owed', due: 'Due' },
  due: 'Due',
  step: (step) => `Reminder: ${step}`,
  unverifiedNote: '“Unverified”: this rule was not compared with the original text yet, or is a setting of Tiendo.',
  why: 'Tiendo sent this by itself because the contact list says that you are in charge of these items or watch over them. There is at most one mail a working day; an item that is recorded as done is not told again.',
  read: 'See all of it, and why you got this:',
  answer: 'Please do not answer this mail.',
  delivery: (delivery) => `Delivery: ${delivery}`,
};

export const MAIL_WORDS: Readonly<Record<Language, MailWords>> = { vi, en };
