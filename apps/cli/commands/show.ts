import { systemClock, vietnamDay } from '#commands/clock';
import { Ledger } from '#read-models/figures/ledger';
import { findProject } from '#read-models/projects/list-projects';
import { projectRecord } from '#read-models/record/project-record';
import { timeline } from '#read-models/record/timeline';
import { delayedOf } from '#reports/delayed-report';
import { vietnameseDate } from '#reports/printed-dates';
import { clocksOf } from '../clocks.ts';
import { EXIT, type Exit, Failure } from '../exit.ts';
import type { Run } from '../terminal.ts';
import { withReadSide } from '../read-side.ts';
import { recordText } from '../record-text.ts';

export interface ShowOptions {
  readonly project: string;
  readonly asOf?: string;
  readonly knownAt?: string;
}

/** `show <project>`: the record at a moment; for people with what happened, one sentence each. */
export async function showProject({ config, terminal }: Run, { project, ...options }: ShowOptions): Promise<Exit> {
  const { asOf = vietnamDay(systemClock.now()), knownAt = null } = options;
  const moment = { asOf, knownAt };
  const { record, lived } = await withReadSide(config, async ({ log, db }) => {
    const id = findProject(db, project)?.id ?? project;
    const ledger = new Ledger(db);
    const due = { obligations: delayedOf(ledger, id, moment), clocks: clocksOf(log, ledger) };
    const record = await projectRecord({ log, db }, id, moment, due);
    return { record, lived: record === null || terminal.json ? null : await timeline({ log, db }, id, moment) };
  });
  if (record === null)
    throw new Failure(
      { vi: `không có đề án “${project}” vào ngày ${vietnameseDate(asOf)}`, en: `there is no project “${project}” as of ${asOf}` },
      EXIT.refused,
    );
  terminal.answer(record, () => recordText(record, lived, terminal));
  return EXIT.done;
}
