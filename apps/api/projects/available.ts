import { Inject, Injectable } from '@nestjs/common';
import { type Clock, vietnamDay } from '#commands/clock';
import { projectKind } from '#commands/stream-kind';
import type { Language } from '#config/config';
import type { ActionOffered } from '#contracts/projects';
import { availableActions } from '#lifecycle/project/available-actions';
import type { Refusal } from '#lifecycle/refusal';
import { nameOfAct, projectActs, type SayableAct } from '../acts/project-acts.ts';
import type { DemoIdentity } from '../identity/demo-identity.ts';
import { inWords } from '../problems/basis-words.ts';
import { fill } from '../problems/problem-kind.ts';
import { refusalProblems } from '../problems/refusal-problems.ts';
import { Storage } from '../storage/storage.ts';
import { CLOCK } from '../tokens.ts';

/** The acts that a person may start on a project now, and for each other one why not. */
@Injectable()
export class AvailableActions {
  constructor(
    private readonly storage: Storage,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(projectId: string, { id: actor, role }: DemoIdentity, language: Language): Promise<readonly ActionOffered[]> {
    const state = await this.storage.commands.stateOf(projectKind, `project-${projectId}`);
    if (state.status === 'absent') return [];
    const today = vietnamDay(this.clock.now());
    const { source, province } = state.need;
    const { rules } = await this.storage.commands.rulesFor(source === 'KCDP' ? province : null);
    const offered = availableActions(projectId, state, { occurredOn: today, actor, role }, { today, rules });
    return offered
      .filter(({ act }) => Object.hasOwn(projectActs, act))
      .map(({ act, refusal }) => {
        const address = `/api/v1/projects/${projectId}/${projectActs[act as SayableAct].path}`;
        const name = nameOfAct(act) ?? { vi: act, en: act };
        return { act, address, name, allowed: refusal === null, why: refusal === null ? null : whyOf(refusal, language) };
      });
  }
}

const whyOf = ({ code, facts, refusedBy }: Refusal, language: Language): NonNullable<ActionOffered['why']> => ({
  code,
  detail: fill(refusalProblems[code].detail[language], facts, language),
  facts,
  refusedBy: refusedBy === undefined ? null : inWords(refusedBy, language),
});
