import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AttachmentStore } from '#attachments/attachment-store';
import { Commands } from '#commands/handle';
import { projectKind } from '#commands/stream-kind';
import { SqliteLog } from '#event-log/sqlite-log';
import { attachmentOf, begin, streamOf, workOn } from '../../test/load/command-work.ts';
import { type Places, placesUnder } from './places.ts';

export const VERSION = '9.9.9';
export const clock = { now: () => '2026-11-22T09:00:00.000Z' };

/** An installation in a folder of its own, with projects of 20 events each. */
export class Installation {
  readonly places: Places;

  constructor(readonly folder = mkdtempSync(join(tmpdir(), 'tiendo-recovery-'))) {
    this.places = placesUnder(join(folder, 'data'));
  }

  static async withProjects(count: number): Promise<Installation> {
    const made = new Installation();
    mkdirSync(made.places.dataDir, { recursive: true });
    await made.writing((log) => begin(log, count));
    return made;
  }

  /** Another with the same in it. */
  copied(): Installation {
    const copy = new Installation();
    cpSync(this.folder, copy.folder, { recursive: true });
    return copy;
  }

  /** Works on the log as a process does that is alone with it. */
  async writing<Answer>(work: (log: SqliteLog) => Promise<Answer>): Promise<Answer> {
    const log = await SqliteLog.open({ file: this.places.logFile, program: 'spec' });
    try {
      return await work(log);
    } finally {
      await log.close();
    }
  }

  /** Two events more in a project that was begun. */
  work(project: number, name: string): Promise<unknown> {
    return this.writing((log) => new Commands(log).handleAll(projectKind, streamOf(project), workOn(project, name)));
  }

  /** Stores a file and binds it to a project, as an upload and its act do. */
  async attach(project: number, text: string): Promise<string> {
    const stored = await this.store(text);
    await this.writing((log) =>
      new Commands(log).handleAll(projectKind, streamOf(project), [attachmentOf(project, { ...stored, name: text })]),
    );
    return stored.sha256;
  }

  /** Stores a file that no event names. */
  store(text: string): Promise<{ readonly sha256: string; readonly size: number }> {
    return new AttachmentStore(this.places.attachmentsDir).put(bytesOf(text), async () => undefined);
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

async function* bytesOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
