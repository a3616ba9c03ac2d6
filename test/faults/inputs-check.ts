import type { Problem } from '#contracts/problem';
import { type BadInput, textOf } from './inputs-case.ts';
import type { Answered, InputsTarget } from './inputs-target.ts';
import { surveyOf } from '../api/need.ts';

/** Longest answer, in ms; an input that only a timeout ends has the time of that. */
const ANSWER_MAX_MS = 1_000;
const SLOW_MAX_MS = 20_000;

/** Traces of what is inside: stacks, paths, SQL. */
const INSIDES = /\n\s+at |node_modules|\/dist\/|\bSELECT\b|\bSQLITE_|\.(ts|js):\d+|TypeError|RangeError|ECONN/;

/** What is wrong with an answer, in words; empty: nothing. */
export function answerFaults(input: BadInput, answered: Answered): readonly string[] {
  const { expect } = input;
  const { status, ms } = answered;
  const faults: string[] = [];
  if (!expect.status.includes(status)) faults.push(`status ${status}, not ${expect.status.join(' or ')}`);
  if (status >= 500) faults.push(`${status} is never an answer to an input`);
  if (ms > (input.slow === true ? SLOW_MAX_MS : ANSWER_MAX_MS)) faults.push(`took ${Math.round(ms)} ms`);
  if (status >= 400) faults.push(...problemFaults(input, answered));
  else if (input.answer !== undefined) faults.push(...valueFaults(input.answer, answered.text));
  return faults;
}

function problemFaults({ expect, method }: BadInput, { status, headers, text }: Answered): readonly string[] {
  const faults: string[] = [];
  if (!String(headers['content-type']).startsWith('application/problem+json')) faults.push(`type ${headers['content-type']}`);
  if (method === 'HEAD') return faults;
  if (INSIDES.test(text)) faults.push(`shows its insides: ${text.slice(0, 200)}`);
  const problem = parsed(text);
  if (problem === null) return [...faults, `no JSON: ${text.slice(0, 100)}`];
  const { type, code, title, detail, traceId, errors = [] } = problem;
  if (problem.status !== status) faults.push(`says status ${problem.status} under ${status}`);
  if (type !== `/problems/${code}`) faults.push(`type ${type} of ${code}`);
  if (!title || !detail) faults.push('has no title or no detail');
  if (!/^[0-9a-f]{32}$/.test(traceId ?? '')) faults.push(`trace id ${traceId}`);
  const codes = expect.codes ?? (expect.code === undefined ? [code] : [expect.code]);
  if (!codes.includes(code)) faults.push(`code ${code}, not ${codes.join(' or ')}`);
  const found = errors.map((fault) => `${fault.pointer ?? fault.parameter ?? ''} ${fault.code}`);
  if (expect.fault !== undefined && !found.includes(expect.fault)) faults.push(`faults ${found.join(', ') || 'none'}, not ${expect.fault}`);
  return faults;
}

function valueFaults(wanted: NonNullable<BadInput['answer']>, text: string): readonly string[] {
  const answer = JSON.parse(text) as Record<string, unknown>;
  return Object.entries(wanted)
    .filter(([key, value]) => answer[key] !== textOf(value))
    .map(([key, value]) => `${key} is ${String(answer[key])}, not ${textOf(value)}`);
}

function parsed(text: string): Problem | null {
  try {
    return JSON.parse(text) as Problem;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Sends an input, as often as it says, and looks at every answer and at the log. @returns what is wrong */
export async function tryInput(target: InputsTarget, input: BadInput, url?: string): Promise<readonly string[]> {
  const before = await target.head();
  const answers = await answersTo(target, input, url);
  if (answers === null) return ['the connection was cut without an answer'];
  const faults = answers.flatMap((answer) => answerFaults(input, answer));
  const grown = (await target.head()) !== before;
  const taken = answers.some(({ status }) => status < 400) && input.method === 'POST' && !textOf(input.path ?? '').includes('/attachments');
  if (grown && !taken) faults.push('the log grew');
  if (!grown && taken) faults.push('was answered as taken, and the log did not grow');
  if (input.times !== undefined && !oneCreated(answers)) faults.push('took effect more than once');
  return faults;
}

/** Null: cut. A server that closes on an oversized request may do so before its answer is read; then one tries again. */
async function answersTo(target: InputsTarget, input: BadInput, url?: string): Promise<readonly Answered[] | null> {
  const { times = 1 } = input;
  const headers = times === 1 ? input.headers : { ...input.headers, 'idempotency-key': crypto.randomUUID() };
  const one = headers === undefined ? input : { ...input, headers };
  // One body for all of them: a fresh one each time would be another command under the same key.
  const same = times === 1 ? one : { ...one, body: { json: sharedNeed } };
  for (let tries = 0; tries < 3; tries++) {
    try {
      return await Promise.all(Array.from({ length: times }, () => target.send(same, url)));
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (!['ECONNRESET', 'EPIPE'].includes(code)) throw error;
    }
  }
  return null;
}

const sharedNeed = surveyOf('KCQG-2027-38-999');

const oneCreated = (answers: readonly Answered[]): boolean =>
  answers.filter(({ status, text }) => status === 201 && (JSON.parse(text) as { readonly events: number }).events > 0).length === 1;
