import type { DayProblem } from '#lifecycle/calendar/calendar-day-faults';

/** What is wrong with a row, for people. */
export const DAY_PROBLEMS: Readonly<Record<DayProblem | 'too-many' | 'counts-already', { readonly vi: string; readonly en: string }>> = {
  blank: { vi: 'để trống', en: 'is empty' },
  'control-char': { vi: 'có ký tự điều khiển hoặc ký tự ẩn', en: 'has a control or invisible character' },
  'too-long': { vi: 'quá dài', en: 'is too long' },
  'no-such-day': { vi: 'không phải ngày có thật, dạng NNNN-TT-NN', en: 'is no real day, YYYY-MM-DD' },
  'unknown-kind': { vi: 'không phải loại ngày của lịch', en: 'is no kind of day of the calendar' },
  'unknown-status': { vi: 'không phải verified, secondary hay unverified', en: 'is not verified, secondary or unverified' },
  weekend: {
    vi: 'ngày nghỉ bù, nghỉ hoán đổi không thể là thứ Bảy, Chủ nhật',
    en: 'a day off in compensation or exchange is no weekend day',
  },
  weekday: { vi: 'ngày làm bù phải là thứ Bảy hoặc Chủ nhật', en: 'a make-up working day is a Saturday or a Sunday' },
  'not-announced': {
    vi: 'ngày hoán đổi, làm bù, đóng cửa phải có ngày công bố',
    en: 'an exchange, make-up day or closure was announced on a day',
  },
  'only-a-province-closes': { vi: 'đóng cửa là việc của một tỉnh', en: 'a closure is a province’s' },
  'a-province-only-closes': { vi: 'tỉnh chỉ ghi ngày đóng cửa', en: 'a province records closures only' },
  'province-not-there': { vi: 'vào ngày này không có tỉnh trong danh mục này', en: 'the province of this set does not exist on that day' },
  'too-many': { vi: 'quá nhiều dòng', en: 'there are too many rows' },
  'counts-already': {
    vi: 'ngày này đã được công bố, không thể đổi thành dự kiến',
    en: 'the day is announced and cannot become only expected',
  },
};
