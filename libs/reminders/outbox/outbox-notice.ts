import type { Bilingual } from '../words/plain-text.ts';

/** What must be seen by whoever runs an installation from which nothing goes out. */
export const NOTHING_LEAVES: Bilingual = {
  vi: 'CHƯA CÓ MÁY CHỦ THƯ: thư nhắc việc chỉ được ghi vào hộp thư đi trên máy này, KHÔNG gửi cho ai (đặt TIENDO_SMTP để gửi)',
  en: 'NO MAIL SERVER: reminders are only written into the outbox on this machine and sent to NOBODY (set TIENDO_SMTP to send them)',
};

export const MAILS_LEAVE: Bilingual = {
  vi: 'Thư đang được gửi qua máy chủ thư; những thư trong hộp này đã ghi từ trước và không được gửi nữa',
  en: 'Mails go out through the mail server; those in this outbox were written before and are never sent',
};

export const outboxNotice = (smtp: object | null): Bilingual => (smtp === null ? NOTHING_LEAVES : MAILS_LEAVE);
