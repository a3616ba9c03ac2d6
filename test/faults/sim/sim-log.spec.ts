import { describeEventLog } from '#event-log/event-log.contract';
import { MemoryLog } from '#event-log/memory-log';
import { ParsedOnce } from './parsed-once.ts';
import { clearWay, SimLog } from './sim-log.ts';
import { SimStorage } from './sim-storage.ts';

describeEventLog('the log of the simulation, with nothing going wrong', async () => ({
  log: new SimLog(new SimStorage(new ParsedOnce(new MemoryLog())), clearWay),
}));
