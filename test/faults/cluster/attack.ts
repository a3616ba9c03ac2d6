import { setTimeout as sleep } from 'node:timers/promises';
import type { KurrentDouble } from '../../kurrentdb/kurrent-double.ts';
import type { Replica } from './replica.ts';

/** What a fault strikes. */
export interface Attack {
  readonly double: KurrentDouble;
  readonly replicas: readonly Replica[];
  readonly random: () => number;
}

const FAULTS: Readonly<Record<string, (attack: Attack) => Promise<void> | void>> = {
  'replica killed': async ({ replicas, random }) => {
    const replica = replicas[Math.floor(random() * replicas.length)] as Replica;
    await replica.end('SIGKILL');
    await sleep(random() * 500);
    await replica.start();
  },
  'subscriptions ended': ({ double }) => double.endSubscriptions('end'),
  'subscriptions broken': ({ double }) => double.endSubscriptions('break'),
  'connections cut': ({ double }) => double.cut(),
  'answers lost': ({ double, random }) =>
    double.faults.next({ on: 'append', is: 'lost-reply', by: random() < 0.5 ? 'cut' : 'status' }, 1 + Math.floor(random() * 4)),
  'server away': async ({ double, random }) => {
    await double.stop();
    await sleep(random() * 1_500);
    await double.start();
  },
};

/** One after the other, with a moment between two; each kind as often as the others. */
export async function befall(attack: Attack, n: number, told: (done: number) => void): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const names = Object.keys(FAULTS);
  for (let done = 0; done < n; done += 1) {
    await sleep(100 + attack.random() * 900);
    const name = names[(done + Math.floor(attack.random() * names.length)) % names.length] as string;
    await FAULTS[name]?.(attack);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    told(done + 1);
  }
  return counts;
}
