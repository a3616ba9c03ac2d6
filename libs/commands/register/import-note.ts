import type { ImportCommand } from '#lifecycle/import/import.decider';
import { importStream } from '#lifecycle/import/import.events';
import { type Clock, vietnamDay } from '../clock.ts';
import type { Commands } from '../handle.ts';
import { importKind } from '../stream-kind.ts';
import { importCommandId, importCorrelationId } from './ids.ts';

/** A file that was judged and is now recorded. */
export interface ImportedFile {
  readonly clock: Clock;
  readonly origin: { readonly actor: string; readonly document: string };
  readonly judged: {
    readonly sha256: string;
    readonly rows: number;
    readonly toRecord: number;
    readonly alreadyKnown: number;
    readonly refusedRows: number;
  };
}

/** The import's own stream: who imported which file, what came of it, and whether it was finished. */
export class ImportNote {
  events = 0;

  constructor(
    private readonly commands: Commands,
    private readonly work: ImportedFile,
    private readonly eventsBefore: number,
  ) {}

  async start(): Promise<void> {
    const { rows, toRecord, alreadyKnown, refusedRows: refused, sha256 } = this.work.judged;
    const file = this.work.origin.document;
    await this.#run({ type: 'StartImport', ...this.#frame(), file, sha256, rows, toRecord, alreadyKnown, refused });
  }

  async finish(events: number): Promise<void> {
    await this.#run({ type: 'FinishImport', ...this.#frame(), sha256: this.work.judged.sha256, events });
  }

  #frame() {
    return { occurredOn: vietnamDay(this.work.clock.now()), actor: this.work.origin.actor };
  }

  async #run(command: ImportCommand): Promise<void> {
    const { sha256 } = this.work.judged;
    const commandId = importCommandId(sha256, command.type, this.eventsBefore + this.events);
    const step = { command, trace: { commandId, correlationId: importCorrelationId(sha256) } };
    this.events += (await this.commands.handle(importKind, importStream(sha256), step)).events;
  }
}
