/** A server whose clock stands at 23:30Z: which business days it takes. `node clock-child.js <data folder>` prints what was answered. */
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { readConfig } from '#config/config';
import { makeApplication } from '../../apps/api/application.ts';
import { Storage } from '../../apps/api/storage/storage.ts';
import { surveyOf } from './inputs-survey.ts';

const [data = ''] = process.argv.slice(2);
const config = readConfig({ PORT: '0', TIENDO_DATA: data, TIENDO_LOG_LEVEL: 'silent' });
const { app } = await makeApplication(config, { now: () => '2026-11-24T23:30:00.000Z' });
await app.get(Storage).open();

const headers = { 'tiendo-demo-identity': 'demo:centre-officer', host: 'localhost' };
const survey = async (occurredOn: string, number: string) => {
  const payload = surveyOf(occurredOn, number);
  const own = { ...headers, 'idempotency-key': randomUUID() };
  const answer = await app.inject({ method: 'POST', url: '/api/v1/projects', headers: own, payload });
  return [answer.statusCode, answer.json<{ readonly code?: string }>().code ?? null];
};
const reference = await app.inject({ method: 'GET', url: '/api/v1/reference', headers });
const { today } = reference.json<{ readonly today: string }>();
process.stdout.write(JSON.stringify({ today, next: await survey('2026-11-25', '901'), later: await survey('2026-11-26', '902') }));
await app.close();
