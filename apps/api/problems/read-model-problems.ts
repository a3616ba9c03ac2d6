import type { ProblemKind } from './problem-kind.ts';

/** What can be wrong with rebuilding the read models, rolling back and the like. */
export const readModelProblems = {
  'rebuild-running': {
    status: 409,
    title: 'Another build is running',
    detail: { vi: 'Mô hình đọc đang được dựng lại hoặc chuyển bản.', en: 'The read models are being rebuilt or switched already.' },
    remedy: {
      vi: 'Theo dõi tại /api/v1/read-models; chờ xong hoặc hủy rồi gửi lại.',
      en: 'Follow it at /api/v1/read-models; wait for its end or cancel it, then repeat.',
    },
  },
  'rebuild-cancelled': {
    status: 409,
    title: 'The build was cancelled',
    detail: { vi: 'Việc dựng lại đã bị hủy; số liệu đang dùng giữ nguyên.', en: 'The build was cancelled; what answers stays.' },
    remedy: { vi: 'Bắt đầu lại khi cần.', en: 'Begin again when it is needed.' },
  },
  'nothing-building': {
    status: 409,
    title: 'Nothing is being built',
    detail: { vi: 'Không có bản nào đang dựng hoặc dựng dở.', en: 'No build is running, interrupted or waiting.' },
    remedy: { vi: 'Không cần hủy.', en: 'There is nothing to cancel.' },
  },
  'snapshots-off': {
    status: 409,
    title: 'Snapshots have no folder',
    detail: { vi: 'Chưa đặt thư mục cho bản chụp mô hình đọc.', en: 'No folder is set for snapshots of the read models.' },
    remedy: {
      vi: 'Đặt TIENDO_SNAPSHOTS cho mọi tiến trình rồi khởi động lại.',
      en: 'Set TIENDO_SNAPSHOTS for every process and start them again.',
    },
  },
  'snapshot-running': {
    status: 409,
    title: 'Another snapshot is being made',
    detail: { vi: 'Mô hình đọc đang được chụp.', en: 'The read models are being copied already.' },
    remedy: {
      vi: 'Chờ xong: GET /api/v1/read-models/snapshots cho biết khi nào có bản mới.',
      en: 'Wait for its end: GET /api/v1/read-models/snapshots says when it is there.',
    },
  },
  'queue-away': {
    status: 503,
    title: 'The queue does not answer',
    detail: {
      vi: 'Hàng đợi việc (Redis) không trả lời nên chưa giao được việc.',
      en: 'The queue of jobs (Redis) does not answer: the job was not put.',
    },
    remedy: { vi: 'Thử lại sau ít phút.', en: 'Try again in a few minutes.' },
  },
  'job-failed': {
    status: 503,
    title: 'The job could not be done',
    detail: { vi: 'Việc chạy lâu không làm được ({reason}).', en: 'The long job could not be done ({reason}).' },
    remedy: {
      vi: 'Xem nhật ký của tiến trình làm việc, sửa nguyên nhân rồi gửi lại.',
      en: 'See the log of the process that worked on it, mend the cause and ask again.',
    },
  },
  'former-build-missing': {
    status: 409,
    title: 'No former build is kept',
    detail: { vi: 'Không còn giữ bản trước nào của mô hình đọc.', en: 'No former build of the read models is kept.' },
    remedy: {
      vi: 'Dựng lại từ nhật ký: POST /api/v1/read-models/rebuilds.',
      en: 'Rebuild from the log: POST /api/v1/read-models/rebuilds.',
    },
  },
  'former-build-unfit': {
    status: 409,
    title: 'The former build is not of this version',
    detail: {
      vi: 'Bản trước không thuộc phiên bản đang chạy ({reason}).',
      en: 'The former build is not of the running version ({reason}).',
    },
    remedy: {
      vi: 'Chạy lại chương trình cũ: nó sẽ tự dùng bản đó.',
      en: 'Start the older program: it takes that build up by itself.',
    },
  },
} as const satisfies Record<string, ProblemKind>;
