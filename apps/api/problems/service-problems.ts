import type { ProblemKind } from './problem-kind.ts';

/** What can be wrong with files, jobs, batches and live streams, and with how often one asks. */
export const serviceProblems = {
  'in-progress': {
    status: 409,
    title: 'The same command is still running',
    detail: { vi: 'Lệnh với cùng Idempotency-Key đang được xử lý.', en: 'The command with this Idempotency-Key is still running.' },
    remedy: { vi: 'Gửi lại sau Retry-After giây với cùng khóa.', en: 'Repeat with the same key after Retry-After seconds.' },
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    detail: { vi: 'Gửi quá {limit} yêu cầu mỗi giây.', en: 'More than {limit} requests a second.' },
    remedy: { vi: 'Chờ hết Retry-After giây rồi gửi lại.', en: 'Wait Retry-After seconds and repeat.' },
  },
  'too-many-parameters': {
    status: 400,
    title: 'Too many parameters',
    detail: { vi: 'Địa chỉ có quá {limit} tham số.', en: 'The address has more than {limit} parameters.' },
    remedy: { vi: 'Bỏ bớt tham số.', en: 'Send fewer parameters.' },
  },
  'duplicate-key': {
    status: 400,
    title: 'A key is given twice',
    detail: { vi: 'Một đối tượng có hai khóa trùng nhau; xem errors.', en: 'An object has the same key twice; see errors.' },
    remedy: { vi: 'Ghi mỗi khóa một lần.', en: 'Give each key once.' },
  },
  'malformed-encoding': {
    status: 400,
    title: 'The compressed body cannot be read',
    detail: { vi: 'Nội dung không phải là gzip đọc được.', en: 'The body is not readable gzip.' },
    remedy: { vi: 'Nén lại, hoặc gửi không nén.', en: 'Compress it again, or send it uncompressed.' },
  },
  'type-mismatch': {
    status: 422,
    title: 'The file is not what it is said to be',
    detail: {
      vi: 'Tệp được ghi là {declared} nhưng nội dung là {found}.',
      en: 'The file is declared as {declared} and its content is {found}.',
    },
    remedy: {
      vi: 'Gửi PDF, DOCX, XLSX, JPEG, PNG, CSV hoặc văn bản UTF-8 đúng loại.',
      en: 'Send PDF, DOCX, XLSX, JPEG, PNG, CSV or UTF-8 text under its own type.',
    },
  },
  'empty-file': {
    status: 422,
    title: 'The file is empty',
    detail: { vi: 'Tệp không có nội dung.', en: 'The file has no content.' },
    remedy: { vi: 'Chọn lại tệp.', en: 'Choose the file again.' },
  },
  'bad-file-name': {
    status: 422,
    title: 'The file has no usable name',
    detail: { vi: 'Tên tệp để trống hoặc không dùng được.', en: 'The file name is missing or cannot be used.' },
    remedy: {
      vi: "Gửi Content-Disposition: attachment; filename*=UTF-8''tên.pdf.",
      en: "Send Content-Disposition: attachment; filename*=UTF-8''name.pdf.",
    },
  },
  'bad-digest': {
    status: 400,
    title: 'Not a digest',
    detail: { vi: 'Content-Digest không đọc được hoặc không có sha-256.', en: 'Content-Digest cannot be read or has no sha-256.' },
    remedy: {
      vi: 'Gửi Content-Digest: sha-256=:…: (RFC 9530), hoặc bỏ đi.',
      en: 'Send Content-Digest: sha-256=:…: (RFC 9530), or leave it out.',
    },
  },
  'digest-mismatch': {
    status: 422,
    title: 'The file arrived changed',
    detail: { vi: 'Nội dung nhận được khác với mã băm đã gửi.', en: 'What arrived differs from the digest that was sent.' },
    remedy: { vi: 'Gửi lại tệp.', en: 'Send the file again.' },
  },
  'attachment-not-found': {
    status: 404,
    title: 'No such attachment',
    detail: { vi: 'Không có tệp với mã băm này.', en: 'There is no file of this hash.' },
    remedy: { vi: 'Tải tệp lên trước.', en: 'Upload the file first.' },
  },
  integrity: {
    status: 503,
    title: 'The record was changed by other hands',
    detail: {
      vi: 'Sự kiện {revision} của {stream} không còn khớp mã băm: tạm dừng đọc và ghi hồ sơ này.',
      en: 'Event {revision} of {stream} no longer matches its hash: this record is neither read nor written.',
    },
    remedy: {
      vi: 'Báo quản trị: chạy `tiendo verify`, khôi phục từ bản sao lưu rồi khởi động lại.',
      en: 'Tell the operator: run `tiendo verify`, restore the backup and start again.',
    },
  },
  'unknown-event': {
    status: 503,
    title: 'The record holds an event of a newer program',
    detail: {
      vi: 'Hồ sơ có sự kiện {event} phiên bản {version} do bản Tiendo mới hơn ghi; bản này chưa đọc được. Chưa có gì được ghi.',
      en: 'The record holds event {event} version {version} of a newer Tiendo, which this one cannot read. Nothing was written.',
    },
    remedy: {
      vi: 'Báo quản trị để nâng cấp Tiendo. Gửi lại với cùng Idempotency-Key sau khi nâng cấp.',
      en: 'Tell the operator, who upgrades Tiendo. Repeat with the same Idempotency-Key afterwards.',
    },
  },
  'figures-disagree': {
    status: 503,
    title: 'The parts of a figure do not add up to it',
    detail: {
      vi: 'Các phần của {of} cộng lại không bằng số liệu, nên không đưa ra.',
      en: 'The parts of {of} do not add up to the figure, so it is not shown.',
    },
    remedy: {
      vi: 'Báo quản trị: chạy `tiendo verify`, rồi `tiendo rebuild` để dựng lại mô hình đọc từ nhật ký.',
      en: 'Tell the operator: run `tiendo verify`, then `tiendo rebuild` to build the read models anew from the log.',
    },
  },
  'attachment-damaged': {
    status: 503,
    title: 'The stored file is damaged',
    detail: { vi: 'Tệp lưu trữ không còn khớp mã băm {sha256}.', en: 'The stored file no longer matches its hash {sha256}.' },
    remedy: { vi: 'Báo quản trị để khôi phục từ bản sao lưu.', en: 'Tell the operator, who restores it from the backup.' },
  },
  'range-not-satisfiable': {
    status: 416,
    title: 'No such range',
    detail: { vi: 'Khoảng byte yêu cầu nằm ngoài tệp.', en: 'The range of bytes lies outside the file.' },
    remedy: { vi: 'Yêu cầu một khoảng trong phạm vi tệp.', en: 'Ask for one range within the file.' },
  },
  'job-not-found': {
    status: 404,
    title: 'No such job',
    detail: { vi: 'Không có công việc này, hoặc đã được dọn.', en: 'There is no such job, or it has been cleared away.' },
    remedy: { vi: 'Xem danh sách tại /api/v1/jobs.', en: 'See /api/v1/jobs.' },
  },
  'job-over': {
    status: 409,
    title: 'The job is over',
    detail: { vi: 'Công việc đã kết thúc ({state}).', en: 'The job is over ({state}).' },
    remedy: { vi: 'Không cần hủy.', en: 'There is nothing left to cancel.' },
  },
  'too-many-jobs': {
    status: 429,
    title: 'Too many jobs wait',
    detail: { vi: 'Đã có {limit} công việc đang chờ.', en: '{limit} jobs are waiting already.' },
    remedy: { vi: 'Chờ các công việc trước xong.', en: 'Wait until earlier ones are done.' },
  },
  'too-many-streams': {
    status: 503,
    title: 'Too many live streams',
    detail: { vi: 'Đã có {limit} luồng trực tiếp.', en: '{limit} live streams are open already.' },
    remedy: { vi: 'Đóng bớt cửa sổ rồi thử lại.', en: 'Close some windows and try again.' },
  },
  'bad-event-id': {
    status: 400,
    title: 'Not a position to resume from',
    detail: { vi: 'Last-Event-ID không phải là vị trí của nhật ký này.', en: 'Last-Event-ID is not a position of this log.' },
    remedy: { vi: 'Gửi lại id của sự kiện cuối đã nhận, hoặc bỏ đi.', en: 'Send the id of the last event received, or leave it out.' },
  },
} as const satisfies Record<string, ProblemKind>;
