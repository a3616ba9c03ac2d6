import { DAY_PROBLEMS } from '#commands/calendar/day-problem-words';
import { fieldNames, problemWords } from '#commands/contacts/contact-words';
import type { Language } from '#config/config';
import { stages } from '#reference/definitions/stages';
import { ROLES } from '#reference/roles';
import { appraisalCriteria } from '#reference/rules/appraisal';
import { areas, tradeRules } from '#reference/rules/eligibility';
import { documentKinds } from '#reference/rules/document-kinds';
import { projectActs } from '../acts/project-acts.ts';

/** A text in both languages of the product. */
export type Bilingual = Readonly<Record<Language, string>>;

type Names = Readonly<Record<string, Bilingual>>;

const acts: Names = {
  ...Object.fromEntries(Object.entries(projectActs).map(([act, { summary }]) => [act, bothOf(summary)])),
  SurveyNeed: { vi: 'Khảo sát nhu cầu', en: 'Survey the need' },
  DecidePlan: { vi: 'Quyết định kế hoạch', en: 'Decide the plan' },
  AllocatePlan: { vi: 'Giao dự toán', en: 'Allocate the plan' },
  AdjustPlan: { vi: 'Điều chỉnh kế hoạch', en: 'Adjust the plan' },
  ReleaseItems: { vi: 'Thu lại kinh phí', en: 'Free the money' },
  ConcludeContract: { vi: 'Ký hợp đồng', en: 'Conclude the contract' },
  AppendContract: { vi: 'Ký phụ lục hợp đồng', en: 'Sign an appendix' },
  RequestFirstAdvance: { vi: 'Đề nghị tạm ứng lần một', en: 'Request the first advance' },
  RequestNextAdvance: { vi: 'Đề nghị tạm ứng tiếp theo', en: 'Request a further advance' },
  RequestRemainingAdvance: { vi: 'Đề nghị tạm ứng kinh phí còn lại', en: 'Request the remaining advance' },
  PauseReminders: { vi: 'Tạm dừng nhắc việc', en: 'Pause reminders' },
  ResumeReminders: { vi: 'Nhắc việc trở lại', en: 'Resume reminders' },
  ExcludeReminder: { vi: 'Loại một thời hạn khỏi nhắc việc', en: 'Leave a deadline out of reminders' },
  IncludeReminder: { vi: 'Nhắc lại một thời hạn đã loại', en: 'Remind again of a deadline' },
  AskResend: { vi: 'Gửi lại thư nhắc việc', en: 'Send a reminder again' },
  ReadOutbox: { vi: 'Xem hộp thư đi', en: 'Read the outbox' },
  RebuildReadModels: { vi: 'Dựng lại mô hình đọc', en: 'Rebuild the read models' },
  CancelRebuild: { vi: 'Hủy bản đang dựng', en: 'Cancel what is being built' },
  RollBackReadModels: { vi: 'Dùng lại bản trước', en: 'Go back to the former build' },
  DropFormerBuild: { vi: 'Xóa bản trước', en: 'Drop the former build' },
  TakeSnapshot: { vi: 'Chụp mô hình đọc', en: 'Copy the read models' },
  RetryParked: { vi: 'Áp dụng lại hồ sơ phải chờ', en: 'Apply parked streams again' },
  SetCalendarDays: { vi: 'Đặt ngày trong lịch làm việc', en: 'Set days of the working calendar' },
  RevokeCalendarDay: { vi: 'Bỏ một ngày khỏi lịch làm việc', en: 'Take back a day of the working calendar' },
  RecordContact: { vi: 'Ghi đầu mối', en: 'Record a contact' },
  EndContact: { vi: 'Kết thúc đầu mối', en: 'End a contact' },
  OpenFeed: { vi: 'Mở lịch hạn việc', en: 'Open a feed' },
  RevokeFeed: { vi: 'Thu hồi lịch hạn việc', en: 'Revoke a feed' },
  MarkInboxRead: { vi: 'Đánh dấu đã đọc', en: 'Mark as read' },
  SettleForceMajeure: { vi: 'Quyết toán khi bất khả kháng', en: 'Settle after force majeure' },
};

const duties: Names = {
  propose: { vi: 'lập, trình đề án', en: 'propose' },
  appraise: { vi: 'thẩm định', en: 'appraise' },
  approve: { vi: 'phê duyệt', en: 'approve' },
  request: { vi: 'đề nghị tạm ứng', en: 'request an advance' },
  confirm: { vi: 'xác nhận khối lượng', en: 'confirm the volume' },
  pay: { vi: 'chi tiền', en: 'pay' },
  accept: { vi: 'nghiệm thu', en: 'accept' },
  settle: { vi: 'quyết toán', en: 'settle' },
};

const criteria: Names = Object.fromEntries(appraisalCriteria.map(({ criterion, vi, en }) => [criterion, { vi, en }]));

const missing: Names = {
  ...Object.fromEntries(documentKinds.map(({ code, vi, en }) => [code, { vi, en }])),
  needBasis: { vi: 'sự cần thiết và căn cứ', en: 'need and basis' },
  aims: { vi: 'mục tiêu', en: 'aims' },
  scale: { vi: 'quy mô', en: 'scale' },
  schedule: { vi: 'nội dung và tiến độ', en: 'content and schedule' },
  estimate: { vi: 'dự toán', en: 'estimate' },
  organisation: { vi: 'tổ chức thực hiện', en: 'organisation' },
  effect: { vi: 'hiệu quả', en: 'effect' },
  contents: { vi: 'các nội dung của đề án điểm', en: 'the contents of the key scheme' },
  years: { vi: 'chỉ tiêu từng năm', en: 'the targets of each year' },
  request: { vi: 'đề nghị tạm ứng', en: 'the request for the advance' },
  volume: { vi: 'khối lượng do Sở xác nhận', en: 'the volume confirmed by the department' },
  contract: { vi: 'hợp đồng', en: 'the contract' },
  'progress-report': { vi: 'báo cáo tiến độ', en: 'the progress report' },
  'group-plan': { vi: 'kế hoạch chi tiết của đề án nhóm', en: 'the group scheme’s detailed plan' },
  'own-money': { vi: 'cam kết đủ vốn đối ứng', en: 'the promise of own money' },
  'no-double-support': { vi: 'cam kết không trùng hỗ trợ', en: 'the promise of no double support' },
};

/** What a survey saw: the part, and what was said of it. */
const parts: Names = { place: { vi: 'địa bàn', en: 'place' }, trade: { vi: 'ngành nghề', en: 'trade' } };
const surveyed: Names = { ...areas, ...Object.fromEntries(tradeRules.map(({ trade, vi, en }) => [trade, { vi, en }])) };

/** Facts whose values are codes, and what the codes are called. */
const byFact: Readonly<Record<string, Names>> = {
  status: { ...stages, absent: { vi: 'chưa có', en: 'not there' } },
  command: acts,
  act: acts,
  allowed: acts,
  role: ROLES,
  who: ROLES,
  did: duties,
  duty: duties,
  criterion: criteria,
  open: criteria,
  missing,
  field: { ...fieldNames, ...parts },
  problem: problemWords,
  why: DAY_PROBLEMS,
  surveyed,
};

/** What a code is called in a sentence; undefined: it speaks for itself. */
export const nameOfCode = (fact: string, code: string, language: Language): string | undefined => {
  const names = byFact[fact];
  return names !== undefined && Object.hasOwn(names, code) ? names[code]?.[language] : undefined;
};

function bothOf(summary: string): Bilingual {
  const [vi = '', en = ''] = summary.split(' / ');
  return { vi, en };
}
