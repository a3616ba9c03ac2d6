/** Clocks that somebody stopped and set going again. */
import { DEADLINE_KINDS, isDeadlineKind } from '#reference/rules/deadline-kinds';
import { because, dayText, type Sentence } from '../wording.ts';
import { aside, type Sentences, told } from './told.ts';

export const clockSentences: Sentences<'DeadlinePaused' | 'DeadlineResumed'> = {
  DeadlinePaused: ({ deadline, document, reason }) => {
    const { vi, en } = deadlineName(deadline);
    return told(
      `Tạm dừng tính thời hạn “${vi}” theo văn bản ${document}${because(reason)}`,
      `Deadline “${en}” paused by document ${document}${because(reason)}`,
    );
  },
  DeadlineResumed: ({ deadline, reason }) => {
    const { vi, en } = deadlineName(deadline);
    return told(`Tiếp tục tính thời hạn “${vi}”${because(reason)}`, `Deadline “${en}” runs again${because(reason)}`);
  },
};

/** Trả lời khó khăn, vướng mắc (o1); Báo cáo tiến độ tháng (03/2022). */
export function deadlineName(deadline: string): Sentence {
  const [kind = '', which] = deadline.split(':');
  const { vi, en } = isDeadlineKind(kind) ? DEADLINE_KINDS[kind] : { vi: kind, en: kind };
  const one = aside(which !== undefined && MONTH.test(which) ? dayText(which) : which);
  return { vi: vi + one, en: en + one };
}

const MONTH = /^\d{4}-\d{2}$/;
