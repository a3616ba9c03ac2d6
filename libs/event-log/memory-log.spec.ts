import { describeEventLog } from './event-log.contract.ts';
import { MemoryLog } from './memory-log.ts';

describeEventLog('the log in memory', async () => ({ log: new MemoryLog() }));
