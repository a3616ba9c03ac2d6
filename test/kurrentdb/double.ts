/**
 * The double as a process, for demonstrations and proofs:
 *
 *   node dist/test/kurrentdb/double.js [--port N] [--file PATH] [--fill EVENTS] [--text BYTES] [--unary]
 *
 * Prints `{"address": …}` once it listens. A line on stdin breaks something, and each is answered by a line of JSON with the state:
 * `state`, `cut`, `silence`, `end` or `break` (subscriptions), `rewind N`, `lose-reply cut|status|silence N`, `away MS`. Ends on SIGTERM.
 */
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { fill } from './fill.ts';
import { KurrentDouble } from './kurrent-double.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    file: { type: 'string' },
    fill: { type: 'string', default: '0' },
    text: { type: 'string', default: '0' },
    unary: { type: 'boolean', default: false },
  },
});

const double = await KurrentDouble.start({
  port: Number(values.port),
  batchAppend: !values.unary,
  ...(values.file === undefined ? {} : { file: values.file }),
});
if (double.log.records.length === 0) fill(double.log, Number(values.fill), Number(values.text));
say({ address: double.address });

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void double.discard().then(() => process.exit(0)));

for await (const line of createInterface({ input: process.stdin })) {
  try {
    await obey(line.trim().split(' '));
    say({ done: line.trim(), ...state() });
  } catch (error) {
    say({ error: String(error) });
  }
}

async function obey([command, ...rest]: readonly string[]): Promise<void> {
  switch (command) {
    case 'state':
      return;
    case 'cut':
      return double.cut();
    case 'silence':
      return double.silence();
    case 'end':
    case 'break':
      return double.endSubscriptions(command);
    case 'rewind':
      return double.rewind(Number(rest[0]));
    case 'lose-reply':
      return double.faults.next({ on: 'append', is: 'lost-reply', by: rest[0] as 'cut' | 'status' | 'silence' }, Number(rest[1] ?? 1));
    case 'away':
      await double.stop();
      await sleep(Number(rest[0]));
      return double.start();
    default:
      throw new Error(`no command ${command}`);
  }
}

function state() {
  const { sent, connections, faults, log } = double;
  return { records: log.records.length, sent, connections, faultsLeft: faults.left };
}

function say(what: object): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}
