import { describe, expect, it } from '@jest/globals';
import { type Past, scenarios } from '#testkit/scenario';
import { registerImport } from './import.decider.ts';
import { type ImportEvent, importStream } from './import.events.ts';

const { given, stateAfter } = scenarios(registerImport);
const sha256 = 'a'.repeat(64);
const counts = { rows: 10, toRecord: 6, alreadyKnown: 3, refused: 1 };
const frame = { occurredOn: '2022-10-15', actor: 'import:demo' };
const start = { ...frame, type: 'StartImport', file: 'register.csv', sha256, ...counts } as const;
const finish = { ...frame, type: 'FinishImport', sha256, events: 40 } as const;
const started = { on: '2022-10-15', type: 'ImportStarted', data: { file: 'register.csv', sha256, ...counts } } satisfies Past<ImportEvent>;
const finished = { on: '2022-10-15', type: 'ImportFinished', data: { sha256, events: 40 } } satisfies Past<ImportEvent>;
const eventOf = ({ on: _on, ...event }: Past<ImportEvent>) => event as ImportEvent;

describe('the import of a file', () => {
  it('is known by its bytes', () => expect(importStream(sha256)).toBe(`import-${sha256}`));
  it('starts, and finishes', () => {
    given().when(start).then(eventOf(started));
    given(started).when(finish).then(eventOf(finished));
    expect(stateAfter([started, finished])).toEqual({ status: 'finished', file: 'register.csv' });
  });
  it('cut short and run again is still the same import; finished it may start again', () => {
    given(started).when(start).thenNothing();
    given(started, finished).when(start).then(eventOf(started));
    given(started, finished).when(finish).thenNothing();
  });
  it('has a file, and nothing finishes that never started', () => {
    given()
      .when({ ...start, file: ' ' })
      .thenRefused('blank', { field: 'file' });
    given().when(finish).thenRefused('illegal-transition', { status: 'absent' });
    given()
      .when({ ...start, occurredOn: '2023-01-01' })
      .thenRefused('in-the-future', { today: '2022-12-31' });
  });
  it('a damaged stream is not read on', () => expect(() => stateAfter([finished])).toThrow('before the start'));
});
