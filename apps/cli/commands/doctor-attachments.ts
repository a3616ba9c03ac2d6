import { AttachmentStore } from '#attachments/attachment-store';
import { auditFiles, filesNamedBy } from '#attachments/bound-files';
import type { Config } from '#config/config';
import { type EventLog, READ_EVENTS_MAX } from '#event-log/event-log';

/** What `doctor` says of the attached files; null: there are none, and no event names one. */
export interface AttachmentsFound {
  readonly verdict: 'ok' | 'note' | 'broken';
  readonly vi: string;
  readonly en: string;
}

/** Names listed in one line. */
const SHOWN_MAX = 3;

export async function attachmentsFound({ attachmentsDir }: Config, log: EventLog): Promise<AttachmentsFound | null> {
  const named = await namedInLog(log);
  const { orphans, missing } = await auditFiles(new AttachmentStore(attachmentsDir).list(), named);
  if (missing.length > 0) {
    const first = missing.slice(0, SHOWN_MAX).join(', ');
    return {
      verdict: 'broken',
      vi: `thiếu ${missing.length} tệp đã gắn: ${first}`,
      en: `${missing.length} bound files are missing: ${first}`,
    };
  }
  if (orphans.length > 0) {
    const first = orphans.slice(0, SHOWN_MAX).join(', ');
    return { verdict: 'note', vi: `${orphans.length} tệp chưa gắn: ${first}`, en: `${orphans.length} files that no event names: ${first}` };
  }
  return named.size === 0 ? null : { verdict: 'ok', vi: `${named.size} tệp, đủ cả`, en: `${named.size} files, all there` };
}

async function namedInLog(log: EventLog): Promise<ReadonlySet<string>> {
  const named = new Set<string>();
  for (let after: string | undefined; ;) {
    const page = await log.readAll({ ...(after === undefined ? {} : { after }), limit: READ_EVENTS_MAX });
    for (const { data } of page) for (const sha256 of filesNamedBy(data)) named.add(sha256);
    after = page.at(-1)?.position;
    if (page.length < READ_EVENTS_MAX) return named;
  }
}
