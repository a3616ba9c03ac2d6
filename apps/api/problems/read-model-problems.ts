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
