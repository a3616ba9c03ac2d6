import { Injectable } from '@nestjs/common';
import { agrees, isMediaType } from '#attachments/media-type';
import { AttachmentStore } from '#attachments/attachment-store';
import { projectKind } from '#commands/stream-kind';
import type { Draft, EarlierMatch } from '#lifecycle/project/project.events';
import { earlierSupportOf } from '#read-models/projects/earlier-support';
import { RequestProblem } from '../problems/request-problem.ts';
import { Storage } from '../storage/storage.ts';
import type { ServerFacts } from './act-route.ts';

/** What acts are told that only the server knows. */
@Injectable()
export class KnownFacts implements ServerFacts {
  constructor(
    private readonly storage: Storage,
    private readonly attachments: AttachmentStore,
  ) {}

  async earlierSupport(projectId: string): Promise<readonly EarlierMatch[]> {
    const state = await this.storage.commands.stateOf(projectKind, `project-${projectId}`);
    return 'draft' in state ? this.earlierSupportOf(projectId, state.draft) : [];
  }

  earlierSupportOf(exceptProject: string, { beneficiary: { name, taxCode }, serials = [] }: Draft): readonly EarlierMatch[] {
    const found = earlierSupportOf(this.storage.db, { name, taxCode, serials, exceptProject });
    return found.map(({ code, content, planYear, matchedBy }) => ({ code, content, planYear, matchedBy }));
  }

  /** The event will speak of these bytes for ever: they must be there, and be what is said of them. */
  async uploaded({
    sha256,
    size,
    mediaType,
  }: {
    readonly sha256: string;
    readonly size: number;
    readonly mediaType: string;
  }): Promise<void> {
    const stored = await this.attachments.describe(sha256);
    if (stored === null || stored.size !== size || !(isMediaType(mediaType) && agrees(mediaType, stored.mediaType)))
      throw new RequestProblem('file-not-uploaded', { facts: { sha256 }, errors: [{ pointer: '/file', code: 'file-not-uploaded' }] });
  }
}
