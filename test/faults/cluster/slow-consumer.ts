import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Findings } from '../proof-result.ts';

export interface SlowConsumerOptions {
  readonly events: number;
  /** Size of an event's text; it has some 700 bytes beside. */
  readonly textBytes: number;
  /** After each of the first `rests` events, in milliseconds. */
  readonly restMs: number;
  readonly rests: number;
  readonly findings: Findings;
  readonly say: (line: string) => void;
}

export interface SlowConsumer {
  readonly taken: number;
  /** What the server had sent and the consumer not taken, at most. */
  readonly mostBytesBetween: number;
  /** Of the consumer's process. */
  readonly peakRssBytes: number;
}

/** What may lie between the server and the consumer: the buffers of two connections and of the client. */
const BETWEEN_BYTES_MAX = 16 * 1024 * 1024;
const EVENT_BYTES = 700;
/** The consumer's process as a whole; the official client and its native code take about 100 MB of it. */
const RSS_MAX = 300 * 1024 * 1024;
/** Where memory is plentiful V8 lets garbage lie: with this limit the process would end by itself if it kept what it had taken. */
const HEAP_MIB = 64;

/**
 * One process holds a log, another follows it more slowly than it can be sent: what lies between them, and the memory of the second, must not
 * grow with the log. The same with a consumer that takes whatever comes and keeps it must be caught by the same measure.
 */
export async function followSlowly(options: SlowConsumerOptions): Promise<'caught' | 'missed'> {
  const { events, findings, say } = options;
  const slow = await follow(options, 'slow');
  if (slow.taken !== events) findings.add('lost', `${slow.taken} of ${events} events were taken`);
  if (slow.mostBytesBetween > BETWEEN_BYTES_MAX)
    findings.add('violations', `${slow.mostBytesBetween} bytes lay between the server and the consumer`);
  if (slow.peakRssBytes > RSS_MAX) findings.add('violations', `the consumer took ${slow.peakRssBytes} bytes of memory`);
  say(`slow consumer: ${JSON.stringify(slow)}`);
  const greedy = await follow(options, 'greedy');
  say(`control that keeps what comes: ${JSON.stringify(greedy)}`);
  return greedy.mostBytesBetween > BETWEEN_BYTES_MAX ? 'caught' : 'missed';
}

async function follow({ events, textBytes, restMs, rests }: SlowConsumerOptions, how: 'slow' | 'greedy'): Promise<SlowConsumer> {
  const server = start('../../kurrentdb/double', ['--fill', String(events), '--text', String(textBytes)], '--max-old-space-size=8192');
  const lines = createInterface({ input: server.stdout as NonNullable<ChildProcess['stdout']> })[Symbol.asyncIterator]();
  const next = async () => JSON.parse(String((await lines.next()).value)) as Record<string, unknown>;
  try {
    const { address } = await next();
    const heap = how === 'slow' ? [`--max-old-space-size=${HEAP_MIB}`] : [];
    const consumer = start('./following-child', [String(address), String(events), String(restMs), String(rests), how], ...heap);
    let mostBytesBetween = 0;
    for await (const line of createInterface({ input: consumer.stdout as NonNullable<ChildProcess['stdout']> })) {
      const { taken, peakRssBytes, ended } = JSON.parse(line) as { taken: number; peakRssBytes: number; ended: boolean };
      server.stdin?.write('state\n');
      const { sent } = await next();
      mostBytesBetween = Math.max(mostBytesBetween, (Number(sent) - taken) * (EVENT_BYTES + textBytes));
      if (ended) return { taken, mostBytesBetween, peakRssBytes };
    }
    throw new Error(`the ${how} consumer ended before it had said how it went`);
  } finally {
    server.kill('SIGTERM');
  }
}

/** Sources and compiled code lie in the same order. */
function start(module: string, args: readonly string[], ...options: readonly string[]): ChildProcess {
  const [extension, conditions] = import.meta.url.endsWith('.ts') ? ['.ts', ['--conditions=source']] : ['.js', []];
  const path = fileURLToPath(new URL(`${module}${extension}`, import.meta.url));
  const flags = [...options, ...conditions, '--disable-warning=ExperimentalWarning'];
  return spawn(process.execPath, [...flags, path, ...args], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}
