import { Injectable } from '@nestjs/common';
import { projectKind } from '#commands/stream-kind';
import type { EarlierMatch } from '#lifecycle/project/project.events';
import { earlierSupportOf } from '#read-models/projects/earlier-support';
import { Storage } from '../storage/storage.ts';
import type { ServerFacts } from './act-route.ts';

/** What acts are told that only the server knows. */
@Injectable()
export class KnownFacts implements ServerFacts {
  constructor(private readonly storage: Storage) {}

  async earlierSupport(projectId: string): Promise<readonly EarlierMatch[]> {
    const state = await this.storage.commands.stateOf(projectKind, `project-${projectId}`);
    if (!('draft' in state)) return [];
    const { name, taxCode } = state.draft.beneficiary;
    const found = earlierSupportOf(this.storage.db, { name, taxCode, serials: state.draft.serials ?? [], exceptProject: projectId });
    return found.map(({ code, content, planYear, matchedBy }) => ({ code, content, planYear, matchedBy }));
  }

  async uploaded(): Promise<void> {
    throw new Error('attachments are not wired yet');
  }
}
