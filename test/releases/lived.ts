import { v5 as uuidv5 } from 'uuid';
import { Commands } from '#commands/handle';
import type { RecordedEvent } from '#event-log/event-log';
import { MemoryLog } from '#event-log/memory-log';
import { said } from './lives.ts';

const NAMESPACE = '5b7d0a54-0f0e-4f0a-9d0c-6f1d0f0a9b21';

/** Everything that the lives say, said to today's write path: the log of a release, the same every time. @throws Refusal */
export async function lived(version: string): Promise<readonly RecordedEvent[]> {
  const log = new MemoryLog();
  let second = 0;
  const commands = new Commands(log, { now: () => new Date(Date.UTC(2022, 9, 15, 2, 0, second++)).toISOString() });
  for (const [index, { kind, stream, command }] of said.entries()) {
    const commandId = uuidv5(`${version}/${index}`, NAMESPACE);
    await commands.handle(kind, stream, { command, trace: { commandId, correlationId: commandId } });
  }
  return log.readAll({ limit: 5_000 });
}
