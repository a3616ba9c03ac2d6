import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { HTTP, type CloudEvent } from 'cloudevents';
import { Webhook as Verifier } from 'standardwebhooks';
import { systemClock } from '#commands/clock';
import { packageRoot } from '#config/package-root';
import type { ReminderDue } from '#contracts/webhooks';
import type { Message } from '../channel.ts';
import { message, soon } from '../mail/message.fixture.ts';
import { internet } from '../webhook/egress.ts';
import { Webhook } from './webhook.ts';

const secret = (name: string): string => `whsec_${Buffer.from(name.padEnd(32, '.')).toString('base64')}`;
const [OLD, NEW, OTHER] = ['old', 'new', 'other'].map(secret) as [string, string, string];
const never = new AbortController().signal;

interface Got {
  readonly method: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
const got: Got[] = [];
let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      got.push({ method: request.method, headers: request.headers as Record<string, string>, body: Buffer.concat(chunks).toString() });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterAll(() => void server.close());
beforeEach(() => void (got.length = 0));

const to = (of: Partial<Message> = {}): Message =>
  message({ to: { recipient: 'hook-1', name: 'Trần Văn Bí Mật', email: null, url }, ...of });

async function received(secrets: readonly string[], of: Message = to(), now = systemClock.now()): Promise<Got> {
  const asked: string[] = [];
  const secretOf = async (webhook: string): Promise<readonly string[]> => {
    asked.push(webhook);
    return secrets;
  };
  const hook = new Webhook({ secretOf, egress: internet({ loopback: true }) }, { now: () => now });
  expect(await hook.send(of, never)).toEqual({ sent: true, response: 'HTTP 204' });
  expect(asked).toEqual(['hook-1']);
  return got.at(-1) as Got;
}

describe('an event on the wire', () => {
  it('is a CloudEvent in structured JSON that says what is due', async () => {
    const { method, headers, body } = await received([NEW]);
    expect(method).toBe('POST');
    expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    const event = HTTP.toEvent({ headers, body }) as CloudEvent<ReminderDue>;
    expect(event).toMatchObject({
      id: 'c0c5e2d4-7a2b-5d1f-8f6e-3f0e4f3b8f10',
      source: 'http://127.0.0.1:3000/',
      type: 'vn.khuyencong.reminder.due.v1',
      time: '2022-09-29T17:00:00.000Z',
    });
    expect(event.data?.day).toBe('2022-09-30');
    expect(event.data?.items).toHaveLength(3);
    expect(event.data?.items[0]).toEqual({
      project: soon.projectId,
      code: 'KCDP-2022-24-017',
      title: 'Xây dựng mô hình trình diễn kỹ thuật sản xuất bánh đa nem',
      province: 'Bắc Giang',
      url: 'http://127.0.0.1:3000/projects/KCDP-2022-24-017',
      kind: 'base-appraisal',
      obligation: 'base-appraisal',
      owed: { vi: 'Thẩm định cấp cơ sở', en: 'Carry out the base-level appraisal' },
      step: 'before-3',
      due: '2022-10-05',
      left: 3,
      unit: 'working',
      sentLate: false,
      vnd: null,
      holder: { vi: 'Sở Công Thương', en: 'Department of Industry and Trade' },
      legalBasis: 'thiết lập: 15 ngày (Tiendo)',
      ruleStatus: 'unverified',
      movedFrom: { due: '2022-10-04', why: 'Thông báo 3521/TB-BLĐTBXH' },
      expected: ['2022-10-10'],
    });
  });

  it('keeps to the published schema, which takes nothing else', async () => {
    const { body } = await received([NEW]);
    const { components } = JSON.parse(readFileSync(join(packageRoot(), 'docs/reference/openapi.json'), 'utf8')) as { components: object };
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    ajv.addSchema({ $id: 'api', components });
    const validate = ajv.compile({ $ref: 'api#/components/schemas/ReminderDueEvent' });
    const event = JSON.parse(body) as { data: { items: object[] } };
    expect({ valid: validate(event), errors: validate.errors }).toEqual({ valid: true, errors: null });
    expect(validate({ ...event, type: 'vn.khuyencong.reminder.due.v2' })).toBe(false);
    expect(validate({ ...event, data: { ...event.data, items: [{ ...event.data.items[0], due: 'soon' }] } })).toBe(false);
  });

  it('names no person', async () => {
    const { headers, body } = await received([NEW]);
    expect(`${JSON.stringify(headers)}${body}`).not.toMatch(/Bí Mật|lan\.nguyen|@/);
  });

  it('is the same text at every attempt, newly signed', async () => {
    const [first, second] = [
      await received([NEW], to(), '2022-09-30T01:00:00.000Z'),
      await received([NEW], to(), '2022-09-30T02:00:00.000Z'),
    ];
    expect(second.body).toBe(first.body);
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
    expect([first, second].map(({ headers }) => headers['webhook-timestamp'])).toEqual(['1664499600', '1664503200']);
    expect(second.headers['webhook-signature']).not.toBe(first.headers['webhook-signature']);
  });
});

describe('the signature', () => {
  it('is checked by the library that receivers use', async () => {
    const { headers, body } = await received([NEW]);
    expect(new Verifier(NEW).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Verifier(OTHER).verify(body, headers)).toThrow('No matching signature');
    expect(() => new Verifier(NEW).verify(body.replace('2022-09-30', '2022-09-29'), headers)).toThrow('No matching signature');
    expect(() => new Verifier(NEW).verify(body, { ...headers, 'webhook-id': 'another' })).toThrow('No matching signature');
  });

  it('is there once for each secret while a secret changes over', async () => {
    const { headers, body } = await received([NEW, OLD]);
    expect(headers['webhook-signature']?.split(' ')).toHaveLength(2);
    for (const one of [OLD, NEW]) expect(new Verifier(one).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Verifier(OTHER).verify(body, headers)).toThrow('No matching signature');
  });
});

describe('a webhook that cannot be called', () => {
  const hook = new Webhook({ secretOf: async () => [], egress: internet({ loopback: true }) }, systemClock);
  it('for want of a secret waits for one', async () =>
    expect(await hook.send(to(), never)).toEqual({ sent: false, temporary: true, reason: 'the webhook has no secret on this machine' }));

  it('for want of an address is over', async () =>
    expect(await hook.send(message(), never)).toEqual({ sent: false, temporary: false, reason: 'the webhook has no address' }));

  it('is called by nobody in the meantime', () => expect(got).toEqual([]));

  it('stops when the caller does', async () => {
    const one = new Webhook({ secretOf: async () => [NEW], egress: internet({ loopback: true }) }, systemClock);
    expect(await one.send(to(), AbortSignal.abort())).toEqual({ sent: false, temporary: true, reason: 'stopped by the caller' });
    expect(got).toEqual([]);
  });

  it('waits while its name leads nowhere', async () => {
    const egress = {
      ...internet({ loopback: false }),
      resolve: () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })),
    };
    const one = new Webhook({ secretOf: async () => [NEW], egress }, systemClock);
    const outcome = await one.send(to({ to: { ...to().to, url: 'https://receiver.example/' } }), never);
    expect(outcome).toEqual({ sent: false, temporary: true, reason: 'ENOTFOUND: getaddrinfo' });
  });
});
