import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { Office as Decisions, PLAN } from '#commands/follow-ups/follow-ups.fixture';
import { contactKind } from '#commands/stream-kind';
import { uuidV5 } from '#commands/uuid-v5';
import { ConcurrencyConflict, type EventLog, Unavailable } from '#event-log/event-log';
import { MemoryLog } from '#event-log/memory-log';
import { contactStream } from '#lifecycle/contact/contact.events';
import { contact, Office, registerRows, type Row, rowOn } from '#reminders/office.fixture';
import { WAITING_MAX } from '#telemetry/tracing/outbound';
import { traceIdOf, writingSpanId } from '#telemetry/tracing/trace-ids';
import { Tracing, type TracingOptions } from '#telemetry/tracing/tracing';
import { type Came, Collector, treeOf } from './collector.ts';

let collector: Collector;
let tracing: Tracing | null = null;
let office: Office | null = null;
/** What the last one that was started said of its collector. */
let troubles: (string | null)[] = [];
const ID = '6ba7b811-9dad-51d1-80b4-00c04fd430c8';
const NOW = '2021-03-01T02:00:00.000Z';

beforeEach(async () => {
  collector = await Collector.start();
});
afterEach(async () => {
  await office?.close();
  office = null;
  await tracing?.stop();
  tracing = null;
  await collector.close();
});

function started(more: Partial<TracingOptions> = {}): Tracing {
  const own: (string | null)[] = [];
  troubles = own;
  tracing = new Tracing({
    ...{ otlp: { url: `${collector.url}/v1/traces`, authorization: null }, share: 1, service: 'spec', version: '0', instance: 'i' },
    ...{ clock: { now: () => office?.clock.now() ?? NOW }, onChange: (trouble) => own.push(trouble) },
    ...more,
  });
  return tracing;
}

async function until(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 400 && !done(); turn++) await setTimeout(25);
  if (!done()) throw new Error(`not within 10 s: ${treeOf(collector.spans)}`);
}

/** What was sent once all that waits is. */
async function sent(): Promise<readonly Came[]> {
  await tracing?.stop();
  tracing = null;
  return collector.spans;
}

const named = (spans: readonly Came[], name: string): readonly Came[] => spans.filter((span) => span.name === name);

/** An office whose commands, and whose reminders, are traced. */
function traced(log: EventLog = new MemoryLog()): Office {
  const tracing = started();
  office = new Office('2021-03-01', tracing.written(log));
  office.commands.enclose(tracing.command);
  return office;
}

/** A log whose appends fail. */
const failing = (error: Error): EventLog => Object.assign(new MemoryLog(), { append: () => Promise.reject(error) });

describe('a command', () => {
  it('is a span of the trace that its correlation id names, around the append that wrote its events', async () => {
    await traced().record(contact('an'));
    const [event] = await (office as Office).events();
    const spans = await sent();
    const [command, append] = ['command RecordContact', 'append'].map((name) => named(spans, name)[0]);
    expect(command).toMatchObject({
      ...{ service: 'spec', traceId: traceIdOf(event?.meta['correlationId'] ?? ''), parent: '', failed: false },
      attributes: { 'tiendo.command': 'RecordContact', 'tiendo.outcome': 'written', 'tiendo.events': 1 },
    });
    expect(append).toMatchObject({
      ...{ traceId: command?.traceId, parent: command?.spanId, spanId: writingSpanId(event?.meta['commandId'] ?? '') },
      attributes: { 'tiendo.stream.kind': 'access', 'tiendo.events': 1, 'tiendo.outcome': 'written' },
    });
  });

  it('that is refused says the code, and is no failure', async () => {
    await expect(traced().resend('reminder-delivery~an~2021-03-01~email', 'x')).rejects.toThrow();
    expect(await sent()).toMatchObject([
      { attributes: { 'tiendo.outcome': 'refused', 'tiendo.refusal': expect.any(String) }, failed: false },
    ]);
  });

  it.each([
    [new Unavailable('storage-full', 'Nguyễn Văn A'), 'failed', 'storage-full', true],
    [new ConcurrencyConflict('contact-an', 'no_stream', 3), 'conflict', 'conflict', false],
  ])('that cannot be written says why: %s', async (error, outcome, ofAppend, failed) => {
    await expect(traced(failing(error)).record(contact('an'))).rejects.toThrow(error);
    const spans = await sent();
    expect(named(spans, 'command RecordContact')).toMatchObject([{ attributes: { 'tiendo.outcome': outcome }, failed }]);
    for (const append of named(spans, 'append')) expect(append).toMatchObject({ attributes: { 'tiendo.outcome': ofAppend }, failed });
    expect(collector.bodies.join()).not.toContain('Nguyễn');
  });

  it('that is asked twice has two spans, and one that wrote', async () => {
    const { commands } = traced();
    const step = {
      command: { type: 'RecordContact', contact: contact('an'), occurredOn: '2021-03-01', actor: 'u-operator', role: 'operator' },
      trace: { commandId: ID, correlationId: ID },
    } as const;
    for (let turn = 0; turn < 2; turn++) await commands.handle(contactKind, contactStream('an'), step);
    const spans = await sent();
    expect(named(spans, 'command RecordContact').map(({ attributes }) => attributes['tiendo.outcome'])).toEqual(['written', 'repeated']);
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
    expect(named(spans, 'append')).toHaveLength(1);
  });

  it('gives the lines of the log that are written in it its ids', async () => {
    const log = new MemoryLog();
    const within: object[] = [];
    const append: EventLog['append'] = (...asked) => {
      within.push((tracing as Tracing).logFields());
      return MemoryLog.prototype.append.apply(log, asked);
    };
    await traced(Object.assign(log, { append })).record(contact('an'));
    expect((tracing as Tracing).logFields()).toEqual({});
    const [command] = named(await sent(), 'command RecordContact');
    expect(within).toEqual([{ trace_id: command?.traceId, span_id: command?.spanId }]);
  });

  it('belongs to what it is asked in', async () => {
    const [{ record }, tracer] = [{ record: traced() }, trace.getTracer('spec')];
    const around = tracer.startSpan('around');
    await context.with(trace.setSpan(ROOT_CONTEXT, around), () => record.record(contact('an')));
    around.end();
    const spans = await sent();
    expect(treeOf(spans)).toBe('around\n  command RecordContact\n    append\n');
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
  });
});

it('follow-ups go on with the trace of what was decided, in another process too', async () => {
  const { command, spans: own } = started();
  const log = (tracing as Tracing).written(new MemoryLog());
  const [deciding, carrying] = [new Decisions(log), new Decisions(log, undefined, { spans: own })];
  for (const { commands } of [deciding, carrying]) commands.enclose(command);
  await deciding.decided(1);
  carrying.runner.start();
  await carrying.runner.idle();
  await carrying.runner.stop();
  const decided = (await log.readStream(PLAN)).find(({ type }) => type === 'PlanDecided');
  const spans = (await sent()).filter(({ traceId }) => traceId === traceIdOf(decided?.meta['correlationId'] ?? ''));
  expect(treeOf(spans)).toBe(
    ['command DecidePlan', '  append', '    follow-up', '      command ApproveInPlan', '        append', ''].join('\n'),
  );
});

describe('a message', () => {
  const row = rowOn(registerRows[0] as Row, '2021-03-01') as Row;
  const DELIVERY = 'reminder-delivery~an~2021-04-19~email';

  /** On the day of the first reminder, seven weeks after what it follows from. */
  async function due() {
    const office = traced();
    await office.record(contact('an'));
    await office.register([row]);
    const { spans } = tracing as Tracing;
    const reminders = office.reminders({ log: (tracing as Tracing).watched(office.log), spans });
    office.clock.set('2021-04-19');
    return { office, reminders };
  }

  it('that follows weeks later is a trace of its own, linked to what it follows from', async () => {
    const { office, reminders } = await due();
    await reminders.lookNow();
    const claimed = (await office.events()).find(({ type }) => type === 'DeliveryClaimed');
    const [{ startedBy }] = claimed?.data['items'] as unknown as [{ readonly startedBy: string }];
    const { meta } = (await office.events()).find(({ id }) => id === startedBy) ?? { meta: {} as Record<string, string> };
    const spans = await sent();
    const [delivery] = named(spans, 'delivery');
    const cause = { traceId: traceIdOf(meta['correlationId'] ?? ''), spanId: writingSpanId(meta['commandId'] ?? '') };
    expect(delivery?.links).toEqual([cause]);
    expect(delivery?.traceId).not.toBe(cause.traceId);
    const look = spans.filter(({ traceId }) => traceId === delivery?.traceId);
    expect(treeOf(look)).toContain('look\n  sweep\n    claim\n      command ClaimDelivery\n        append\n');
    expect(treeOf(look)).toContain(
      '\n  delivery\n    command LeaseDelivery\n      append\n    send email\n    command ReportSent\n      append\n',
    );
    expect(named(look, 'send email')[0]).toMatchObject({ kind: 3, attributes: { 'tiendo.channel': 'email', 'tiendo.outcome': 'sent' } });
  });

  it.each([
    ['goes on with the trace of whoever asked for it a moment ago', '09:30', true],
    ['is linked to whoever asked for it in the morning', '15:00', false],
  ])('%s', async (_what, at, together) => {
    const { office, reminders } = await due();
    await reminders.lookNow();
    await office.resend(DELIVERY, 'lost');
    const { meta } = (await office.events()).at(-1) as { readonly meta: Readonly<Record<string, string>> };
    await reminders.bringUpToDate();
    office.clock.set('2021-04-19', at);
    await reminders.lookNow();
    const again = named(await sent(), 'delivery').at(-1);
    expect([again?.traceId === traceIdOf(meta['correlationId'] ?? ''), again?.parent === writingSpanId(meta['commandId'] ?? '')]).toEqual([
      together,
      together,
    ]);
  });
});

describe('a collector', () => {
  it('is given what it asks for as a password', async () => {
    started({ otlp: { url: `${collector.url}/v1/traces`, authorization: 'Basic eDp5' } });
    trace.getTracer('spec').startSpan('x').end();
    await sent();
    expect(collector.authorizations).toEqual(['Basic eDp5']);
  });

  it('is sent a share of the traces, the same in every process', async () => {
    const ids = Array.from({ length: 200 }, (_, n) => uuidV5(String(n), ID).replaceAll('-', ''));
    const chosen: (readonly string[])[] = [];
    for (const share of [0.3, 0.3, 0, 1]) {
      collector.spans.length = 0;
      started({ share });
      for (const id of ids) (tracing as Tracing).request(id, undefined).end({ route: '/x', method: 'GET', status: 200 });
      chosen.push((await sent()).map(({ traceId }) => traceId));
    }
    const [first, second, none, all] = chosen;
    expect(first).toEqual(second);
    expect(first?.length).toBeGreaterThan(30);
    expect(first?.length).toBeLessThan(90);
    expect([none, all]).toEqual([[], ids]);
  });

  it.each(['is-silent', 'refuses'] as const)('that %s keeps no command waiting, costs bounded memory and is said once', async (manner) => {
    collector.manner = manner;
    const office = traced();
    const commands = WAITING_MAX / 2 + 100; // Two spans each.
    for (let n = 0; n < commands; n++) await office.record(contact(`p${n}`));
    expect(await office.events()).toHaveLength(commands);
    const { counts } = tracing as Tracing;
    const lost = (): number => counts.dropped['not-taken'] + counts.dropped.full;
    await sent(); // Nobody waits for it then either.
    if (manner === 'is-silent') expect([counts.dropped, troubles]).toEqual([{ full: 200, 'not-taken': 0 }, []]);
    else await until(() => lost() === 2 * commands);
    expect(troubles).toHaveLength(manner === 'refuses' ? 1 : 0);
    expect(collector.spans).toEqual([]);
  });

  it('that comes back is said to, and takes what comes then', async () => {
    collector.manner = 'refuses';
    started();
    trace.getTracer('spec').startSpan('lost').end();
    await until(() => troubles.length === 1);
    collector.manner = 'takes';
    trace.getTracer('spec').startSpan('taken').end();
    await until(() => troubles.length === 2);
    expect([troubles[1], named(collector.spans, 'taken').length, tracing?.counts.dropped['not-taken']]).toEqual([null, 1, 1]);
  });
});
