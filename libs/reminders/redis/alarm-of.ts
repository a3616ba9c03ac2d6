import type { RemindersOptions } from '../reminders.ts';
import type { QueueAlarm, QueueAlarmOptions } from './queue-alarm.ts';

export interface AskedAlarm extends Pick<QueueAlarmOptions, 'sweepSeconds' | 'onRefused' | 'onStuck' | 'onChange' | 'tracing'> {
  /** null: the clock inside the process. */
  readonly place: QueueAlarmOptions['place'] | null;
}

export interface ChosenAlarm {
  /** Given to `Reminders`. */
  readonly option: Pick<RemindersOptions, 'alarm'>;
  /** Once the reminders are made; null: no Redis. */
  queue(): QueueAlarm | null;
}

/** The alarm that the settings choose. What Redis needs is loaded only where there is one. */
export async function alarmOf({ place, ...rest }: AskedAlarm): Promise<ChosenAlarm> {
  if (place === null) return { option: {}, queue: () => null };
  const { QueueAlarm: Queued } = await import('./queue-alarm.ts');
  let made: QueueAlarm | null = null;
  return { option: { alarm: (rung) => (made = new Queued(rung, { place, ...rest })) }, queue: () => made };
}
