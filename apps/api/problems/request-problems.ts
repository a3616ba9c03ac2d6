import type { ProblemKind } from './problem-kind.ts';
import { readModelProblems } from './read-model-problems.ts';
import { reminderProblems } from './reminder-problems.ts';
import { serviceProblems } from './service-problems.ts';

const RETRY = { vi: 'Thử lại sau ít phút.', en: 'Try again in a moment.' };

/** What can be wrong with a request, or with the server, before any rule is asked. */
export const requestProblems = {
  ...serviceProblems,
  ...readModelProblems,
  ...reminderProblems,
  'not-found': {
    status: 404,
    title: 'Nothing here',
    detail: { vi: 'Không có tài nguyên tại địa chỉ này.', en: 'There is nothing at this address.' },
    remedy: { vi: 'Xem các địa chỉ trong /api/openapi.json.', en: 'See /api/openapi.json for the addresses there are.' },
  },
  'event-not-found': {
    status: 404,
    title: 'No such event',
    detail: { vi: 'Không có sự kiện {event} ở đây.', en: 'There is no event {event} here.' },
    remedy: {
      vi: 'Lấy id từ hành trình của đề án; vừa ghi xong thì gửi Prefer: wait=5 kèm Tiendo-Position.',
      en: 'Take the id from a project’s timeline; right after writing send Prefer: wait=5 with Tiendo-Position.',
    },
  },
  'command-not-found': {
    status: 404,
    title: 'No such command',
    detail: { vi: 'Không có lệnh {command} nào đã ghi sự kiện.', en: 'No command {command} has written an event.' },
    remedy: {
      vi: 'Lệnh bị từ chối hoặc không thay đổi gì thì không để lại dấu vết; vừa ghi xong thì gửi Prefer: wait=5 kèm Tiendo-Position.',
      en: 'A command that was refused or changed nothing leaves no trace; right after writing send Prefer: wait=5 with Tiendo-Position.',
    },
  },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    detail: { vi: 'Địa chỉ này không nhận phương thức {method}.', en: 'This address does not take {method}.' },
    remedy: { vi: 'Dùng một phương thức nêu ở đầu mục Allow.', en: 'Use a method that the Allow header lists.' },
  },
  'unknown-identity': {
    status: 401,
    title: 'No such demo identity',
    detail: { vi: 'Không có tài khoản dùng thử {identity}.', en: 'There is no demo identity {identity}.' },
    remedy: { vi: 'Chọn một tài khoản nêu ở GET /api/v1/identity.', en: 'Choose one of those that GET /api/v1/identity lists.' },
  },
  'file-not-uploaded': {
    status: 422,
    title: 'The file was not uploaded',
    detail: {
      vi: 'Chưa có tệp {sha256} trong kho, hoặc tệp khác với mô tả.',
      en: 'File {sha256} is not in the store, or is another one than described.',
    },
    remedy: {
      vi: 'Tải tệp lên bằng POST /api/v1/attachments rồi gửi lại.',
      en: 'Upload it with POST /api/v1/attachments, then say it again.',
    },
  },
  'not-acceptable': {
    status: 406,
    title: 'Only JSON is answered',
    detail: { vi: 'API chỉ trả lời bằng application/json.', en: 'The API answers in application/json only.' },
    remedy: { vi: 'Gửi Accept: application/json.', en: 'Send Accept: application/json.' },
  },
  'bad-url': {
    status: 400,
    title: 'Unreadable address',
    detail: { vi: 'Địa chỉ không đọc được.', en: 'The address cannot be read.' },
    remedy: { vi: 'Mã hóa địa chỉ theo UTF-8, RFC 3986.', en: 'Encode the address as UTF-8, RFC 3986.' },
  },
  'bad-host': {
    status: 421,
    title: 'Not the host that this server is',
    detail: {
      vi: 'Máy chủ này chỉ trả lời khi được gọi bằng địa chỉ nội bộ của máy.',
      en: 'This server answers to its loopback names only.',
    },
    remedy: { vi: 'Mở bằng http://127.0.0.1 hoặc http://localhost.', en: 'Open it as http://127.0.0.1 or http://localhost.' },
  },
  'bad-request': {
    status: 400,
    title: 'Unreadable request',
    detail: { vi: 'Yêu cầu không đọc được.', en: 'The request cannot be read.' },
    remedy: { vi: 'Kiểm tra cú pháp của yêu cầu.', en: 'Check the request’s syntax.' },
  },
  'bad-parameter': {
    status: 400,
    title: 'A parameter has a wrong value',
    detail: { vi: 'Tham số {parameter} có giá trị không hợp lệ.', en: 'Parameter {parameter} has a value that is not allowed.' },
    remedy: { vi: 'Xem giá trị cho phép ở errors.', en: 'See errors for what is allowed.' },
  },
  'unknown-figure': {
    status: 400,
    title: 'No such figure',
    detail: { vi: 'Không có số liệu {path}. Gần nhất: {nearest}.', en: 'There is no figure {path}. The nearest: {nearest}.' },
    remedy: {
      vi: 'Dùng một đường dẫn nêu ở nearest, như trong JSON của báo cáo.',
      en: 'Use one of the paths in nearest, as in the report’s JSON.',
    },
  },
  'bad-date': {
    status: 400,
    title: 'Not a date',
    detail: {
      vi: 'Tham số {parameter} không phải là một ngày có thật, dạng YYYY-MM-DD.',
      en: 'Parameter {parameter} is not a real date, YYYY-MM-DD.',
    },
    remedy: { vi: 'Ghi ngày theo dạng YYYY-MM-DD, ví dụ 2022-09-30.', en: 'Write dates as YYYY-MM-DD, for example 2022-09-30.' },
  },
  'bad-limit': {
    status: 400,
    title: 'Not a page size',
    detail: { vi: 'Tham số limit phải là số nguyên từ 1 đến 200.', en: 'limit must be a whole number from 1 to 200.' },
    remedy: { vi: 'Lấy từng trang, mỗi trang nhiều nhất 200 dòng.', en: 'Read page by page, at most 200 at a time.' },
  },
  'bad-cursor': {
    status: 400,
    title: 'Not a cursor of this list',
    detail: { vi: 'Con trỏ trang không đọc được hoặc thuộc danh sách khác.', en: 'The cursor cannot be read, or is of another list.' },
    remedy: { vi: 'Bắt đầu lại từ trang đầu.', en: 'Start again from the first page.' },
  },
  'cursor-expired': {
    status: 410,
    title: 'The cursor has expired',
    detail: { vi: 'Danh sách đã được dựng lại từ khi có con trỏ này.', en: 'The list was rebuilt since this cursor was made.' },
    remedy: { vi: 'Bắt đầu lại từ trang đầu.', en: 'Start again from the first page.' },
  },
  'unknown-parameter': {
    status: 400,
    title: 'Unknown parameter',
    detail: { vi: 'Không có tham số {parameter}.', en: 'There is no parameter {parameter}.' },
    remedy: { vi: 'Kiểm tra tên tham số trong /api/openapi.json.', en: 'Check its name in /api/openapi.json.' },
  },
  'repeated-parameter': {
    status: 400,
    title: 'A parameter is given more than once',
    detail: { vi: 'Tham số {parameter} chỉ được ghi một lần.', en: 'Parameter {parameter} may be given once only.' },
    remedy: { vi: 'Bỏ phần lặp.', en: 'Leave out the repetition.' },
  },
  'bad-position': {
    status: 400,
    title: 'Not a position',
    detail: { vi: 'Đầu mục Tiendo-Position không phải là vị trí của nhật ký này.', en: 'Tiendo-Position is not a position of this log.' },
    remedy: { vi: 'Gửi lại đúng giá trị đã nhận.', en: 'Send the value exactly as it was received.' },
  },
  'unsupported-media-type': {
    status: 415,
    title: 'Only JSON is read',
    detail: { vi: 'Nội dung phải có Content-Type: application/json.', en: 'The body must be of Content-Type: application/json.' },
    remedy: { vi: 'Gửi JSON.', en: 'Send JSON.' },
  },
  'unsupported-charset': {
    status: 415,
    title: 'Only UTF-8 is read',
    detail: { vi: 'Nội dung phải là UTF-8.', en: 'The body must be UTF-8.' },
    remedy: { vi: 'Gửi bằng UTF-8.', en: 'Send UTF-8.' },
  },
  'unsupported-encoding': {
    status: 415,
    title: 'Only gzip is read',
    detail: { vi: 'Chỉ nhận nội dung không nén hoặc nén gzip.', en: 'Bodies are read uncompressed or as gzip.' },
    remedy: { vi: 'Bỏ Content-Encoding, hoặc nén bằng gzip.', en: 'Leave out Content-Encoding, or use gzip.' },
  },
  'payload-too-large': {
    status: 413,
    title: 'The body is too large',
    detail: { vi: 'Nội dung vượt {limit} byte.', en: 'The body is over {limit} bytes.' },
    remedy: { vi: 'Gửi ít hơn.', en: 'Send less.' },
  },
  'malformed-json': {
    status: 400,
    title: 'Not JSON',
    detail: { vi: 'Nội dung không phải là JSON đọc được.', en: 'The body is not readable JSON.' },
    remedy: { vi: 'Kiểm tra cú pháp JSON.', en: 'Check the JSON syntax.' },
  },
  'too-deep': {
    status: 400,
    title: 'Nested too deeply',
    detail: { vi: 'Nội dung lồng nhau quá 32 tầng.', en: 'The body is nested more than 32 levels deep.' },
    remedy: { vi: 'Làm phẳng nội dung.', en: 'Flatten it.' },
  },
  'forbidden-key': {
    status: 400,
    title: 'A key that no object may have',
    detail: {
      vi: 'Nội dung có khóa không được phép (__proto__, constructor, prototype).',
      en: 'The body has a key that is not allowed (__proto__, constructor, prototype).',
    },
    remedy: { vi: 'Bỏ khóa đó.', en: 'Leave it out.' },
  },
  'invalid-body': {
    status: 422,
    title: 'The body does not fit',
    detail: { vi: 'Nội dung có mục chưa hợp lệ; xem errors.', en: 'Parts of the body are not valid; see errors.' },
    remedy: { vi: 'Sửa từng mục nêu ở errors.', en: 'Correct what errors lists.' },
  },
  'command-id-required': {
    status: 400,
    title: 'An Idempotency-Key is required',
    detail: { vi: 'Mỗi lệnh phải có Idempotency-Key là một UUID.', en: 'Each command needs an Idempotency-Key that is a UUID.' },
    remedy: { vi: 'Tạo một UUID cho mỗi ý định, giữ nguyên khi gửi lại.', en: 'Make one UUID per intention and keep it when repeating.' },
  },
  'precondition-required': {
    status: 428,
    title: 'If-Match is required',
    detail: {
      vi: 'Lệnh này phải nêu phiên bản đã xem trong If-Match.',
      en: 'This command must name the revision that you saw in If-Match.',
    },
    remedy: { vi: 'Gửi lại ETag của hồ sơ, ví dụ If-Match: "r3".', en: 'Send the record’s ETag, for example If-Match: "r3".' },
  },
  'bad-precondition': {
    status: 400,
    title: 'Not a revision',
    detail: { vi: 'If-Match phải là ETag mạnh của hồ sơ, dạng "r3".', en: 'If-Match must be the record’s strong ETag, like "r3".' },
    remedy: { vi: 'Gửi lại ETag đúng như đã nhận.', en: 'Send the ETag exactly as received.' },
  },
  'changed-meanwhile': {
    status: 412,
    title: 'It changed meanwhile',
    detail: {
      vi: 'Hồ sơ đã thay đổi từ phiên bản r{expected} đến r{actual}; xem facts.since.',
      en: 'The record went from r{expected} to r{actual}; see facts.since.',
    },
    remedy: { vi: 'Xem lại hồ sơ rồi gửi lại với ETag mới.', en: 'Look at the record again and repeat with its new ETag.' },
  },
  contended: {
    status: 409,
    title: 'Others are writing to the same record',
    detail: { vi: 'Nhiều người đang ghi cùng một hồ sơ.', en: 'Others keep writing to the same record.' },
    remedy: RETRY,
  },
  'too-large-to-store': {
    status: 422,
    title: 'More than one record can hold',
    detail: { vi: 'Nội dung vượt mức một lần ghi ({limit}).', en: 'The content is over what one write may hold ({limit}).' },
    remedy: { vi: 'Chia nhỏ nội dung.', en: 'Split it.' },
  },
  starting: {
    status: 503,
    title: 'Starting',
    detail: { vi: 'Hệ thống đang khởi động.', en: 'The system is starting.' },
    remedy: RETRY,
  },
  'not-ready': {
    status: 503,
    title: 'Not ready',
    detail: { vi: 'Hệ thống chưa sẵn sàng: {reasons}.', en: 'The system is not ready: {reasons}.' },
    remedy: RETRY,
  },
  'log-unavailable': {
    status: 503,
    title: 'The event log cannot be used',
    detail: {
      vi: 'Nhật ký sự kiện tạm thời không dùng được ({reason}); chưa có gì được ghi.',
      en: 'The event log cannot be used now ({reason}); nothing was written.',
    },
    remedy: {
      vi: 'Gửi lại với cùng Idempotency-Key; nếu còn lỗi, báo quản trị.',
      en: 'Repeat with the same Idempotency-Key; if it stays, tell the operator.',
    },
  },
  'outcome-unknown': {
    status: 503,
    title: 'It may or may not have been written',
    detail: { vi: 'Chưa rõ lệnh đã được ghi hay chưa.', en: 'It is not known whether the command was written.' },
    remedy: {
      vi: 'Gửi lại với cùng Idempotency-Key: lệnh không bị ghi hai lần.',
      en: 'Repeat with the same Idempotency-Key: it is never written twice.',
    },
  },
  'headers-too-large': {
    status: 431,
    title: 'The headers are too large',
    detail: { vi: 'Phần đầu của yêu cầu vượt 16 KiB.', en: 'The request’s head is over 16 KiB.' },
    remedy: { vi: 'Rút ngắn địa chỉ hoặc đầu mục.', en: 'Shorten the address or the headers.' },
  },
  'request-timeout': {
    status: 408,
    title: 'The request came too slowly',
    detail: { vi: 'Yêu cầu không gửi xong trong thời hạn.', en: 'The request was not complete in time.' },
    remedy: { vi: 'Gửi lại.', en: 'Send it again.' },
  },
  internal: {
    status: 500,
    title: 'Internal error',
    detail: { vi: 'Có lỗi trong hệ thống. Mã tra cứu: {traceId}.', en: 'Something is wrong in the system. Trace id: {traceId}.' },
    remedy: { vi: 'Báo quản trị kèm mã tra cứu.', en: 'Tell the operator, with the trace id.' },
  },
} as const satisfies Record<string, ProblemKind>;

export type RequestProblemCode = keyof typeof requestProblems;
