import { statSync } from 'node:fs';
import { join } from 'node:path';
import { AttachmentStore } from '#attachments/attachment-store';
import { type JsonObject, type RecordedEvent, READ_EVENTS_MAX, Unavailable } from '#event-log/event-log';
import { hashAt } from '#event-log/log-summary';
import { failureOf } from '#event-log/sqlite-failure';
import { SqliteLog } from '#event-log/sqlite-log';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import { projectUpcasters } from '#lifecycle/project/project.upcasters';
import { UnknownEvent, upcast } from '#lifecycle/upcast';
import { tell } from '#read-models/record/sentences';
import { filesNamedIn, storedPath } from './attached-files.ts';
import type { Restored } from './generation.ts';
import { LOG_NAME } from './manifest.ts';
import type { Places } from './places.ts';

/** An event of the replaced log that the restored one has not: somebody was told that it is recorded. */
export interface Lacking {
  /** Of the event: derived from its command's id, so a command that is sent again makes the same. */
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  /** Code of the project; null: another kind of stream. */
  readonly code: string | null;
  readonly type: string;
  /** What happened, for people; null: a kind of event that has no sentence. */
  readonly sentence: { readonly vi: string; readonly en: string } | null;
  readonly occurredOn: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly commandId: string;
  readonly data: JsonObject;
}

export interface Gap {
  /** By stream, then revision. */
  readonly lacking: readonly Lacking[];
  /** Events that the restored log lacked and has by now, under the same command ids. */
  readonly enteredAgain: number;
  /** Why the replaced log could not be read, wholly or in part; null: it was, or there is none. */
  readonly unreadable: string | null;
  /** Stored files that no event names and that are younger than the backup: papers of acts that the log lacks. */
  readonly newerFiles: readonly { readonly sha256: string; readonly bytes: number; readonly storedAt: string }[];
}

/** What is known of the time between the backup and the restore. Reads only; works beside whoever writes. @throws Unavailable the log in place cannot be read */
export async function gapOf(places: Places, restored: Restored): Promise<Gap> {
  const newerFiles = await filesSince(places, restored.backup?.madeAt ?? null);
  if (restored.keptAside === null) return { lacking: [], enteredAgain: 0, unreadable: null, newerFiles };
  const old = join(places.dataDir, restored.keptAside, LOG_NAME);
  const lacking: Lacking[] = [];
  let enteredAgain = 0;
  let unreadable: string | null = null;
  const log = await SqliteLog.open({ file: places.logFile, readOnly: true });
  try {
    const shared = sharedPosition(old, log, restored);
    const present = await idsAfter(log, shared);
    for await (const event of lackingIn(old, shared)) {
      if (present.has(event.id)) enteredAgain += 1;
      else lacking.push(event);
    }
  } catch (error) {
    if (!(error instanceof Unavailable) && failureOf(error) === undefined) throw error;
    unreadable = Error.isError(error) ? error.message : String(error);
  } finally {
    await log.close();
  }
  lacking.sort((a, b) => (a.stream === b.stream ? a.revision - b.revision : a.stream < b.stream ? -1 : 1));
  return { lacking, enteredAgain, unreadable, newerFiles };
}

/** Up to where both logs are the same: where the backup ended, if the replaced log has the same event there. Undefined: from the start. */
function sharedPosition(old: string, log: SqliteLog, { position }: Restored): string | undefined {
  if (position === null) return undefined;
  const hash = hashAt(log.file, position);
  return hash !== null && hashAt(old, position) === hash ? position : undefined;
}

async function idsAfter(log: SqliteLog, after: string | undefined): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const { id } of eventsAfter(log, after)) ids.add(id);
  return ids;
}

async function* lackingIn(file: string, after: string | undefined): AsyncGenerator<Lacking> {
  const log = await SqliteLog.open({ file, readOnly: true });
  try {
    const codes = new Map<string, string | null>();
    for await (const event of eventsAfter(log, after)) {
      const { id, stream, revision, type, data, meta } = event;
      if (!codes.has(stream)) codes.set(stream, await codeOf(log, stream));
      yield {
        id,
        stream,
        revision,
        code: codes.get(stream) ?? null,
        type,
        sentence: sentenceOf(event),
        occurredOn: meta['occurredOn'] ?? '',
        recordedAt: meta['recordedAt'] ?? '',
        actor: meta['actor'] ?? '',
        commandId: meta['commandId'] ?? '',
        data,
      };
    }
  } finally {
    await log.close();
  }
}

async function* eventsAfter(log: SqliteLog, from: string | undefined): AsyncGenerator<RecordedEvent> {
  for (let after = from; ;) {
    const page = await log.readAll({ limit: READ_EVENTS_MAX, ...(after === undefined ? {} : { after }) });
    yield* page;
    after = page.at(-1)?.position;
    if (page.length < READ_EVENTS_MAX) return;
  }
}

async function codeOf(log: SqliteLog, stream: string): Promise<string | null> {
  if (!stream.startsWith('project-')) return null;
  const [first] = await log.readStream(stream, { limit: 1 });
  const { code } = (first?.data ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' ? code : null;
}

/** Null: no project's event, or of a newer build. */
function sentenceOf({ stream, type, version, data }: RecordedEvent): Lacking['sentence'] {
  if (!stream.startsWith('project-')) return null;
  try {
    return tell({ type, data: upcast<ProjectEvent>(projectUpcasters, type, version, data).data } as ProjectEvent).sentence;
  } catch (error) {
    if (error instanceof UnknownEvent) return null;
    throw error;
  }
}

async function filesSince({ logFile, attachmentsDir }: Places, since: string | null): Promise<Gap['newerFiles']> {
  if (since === null) return [];
  const named = new Set(await filesNamedIn(logFile));
  const newer: Gap['newerFiles'][number][] = [];
  for await (const sha256 of new AttachmentStore(attachmentsDir).list()) {
    const { size, mtimeMs } = statSync(join(attachmentsDir, storedPath(sha256)));
    if (!named.has(sha256) && mtimeMs >= Date.parse(since)) newer.push({ sha256, bytes: size, storedAt: new Date(mtimeMs).toISOString() });
  }
  return newer.sort((a, b) => (a.storedAt < b.storedAt ? -1 : 1));
}
