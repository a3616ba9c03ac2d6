import type { Config, Language } from '#config/config';

/** Where a run may write. */
export interface Streams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** Columns when nobody watches: a page of a document. */
const COLUMNS_PLAIN = 100;

/** What a command says, and how: one JSON document, or text for people in their language. */
export class Terminal {
  constructor(
    readonly streams: Streams,
    readonly json: boolean,
    readonly language: Language,
  ) {}

  get columns(): number {
    return this.streams.stdout.columns ?? COLUMNS_PLAIN;
  }

  get tty(): boolean {
    return this.streams.stdout.isTTY === true;
  }

  /** Vietnamese first; English on demand. */
  say(text: { readonly vi: string; readonly en: string }): string {
    return text[this.language];
  }

  /** The command's whole answer: `document` under `--json`, else the text. */
  answer(document: unknown, text: () => string): void {
    this.streams.stdout.write(this.json ? `${JSON.stringify(document, null, 2)}\n` : `${text()}\n`);
  }
}

/** What a command gets beside its own options. */
export interface Run {
  readonly config: Config;
  readonly terminal: Terminal;
}
