import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, it } from '@jest/globals';
import { Commands } from '#commands/handle';
import { projectIdOfCode } from '#commands/project-id';
import { projectKind } from '#commands/stream-kind';
import { uuidV5 } from '#commands/uuid-v5';
import type { EventLog } from '#event-log/event-log';
import { MemoryLog } from '#event-log/memory-log';
import { by, need } from '#lifecycle/project/project.fixture';
import { readPosition } from '#read-models/database';
import { places } from '#read-models/places/places.model';
import { Projector } from '#read-models/projector';
import { idOf } from '#read-models/projects/list-projects';
import { projects } from '#read-models/projects/projects.model';
import { OpeningCommands } from '../storage/opening-commands.ts';
import { type OpeningSide, projectToOpen } from './project-to-open.ts';

const id = (name: string): string => uuidV5(name, '7a0f6b52-4a8e-4d57-9d0f-0c2f6d5b1a10');
const OLD = id('as an older build made it');

let log: EventLog;
let db: DatabaseSync;
let projector: Projector;
let catchesUp: boolean;
let storage: OpeningSide;

/** A process that begins where the log has a project of an older build, and its read models have nothing yet. */
beforeEach(async () => {
  log = new MemoryLog();
  const command = { ...by('2022-01-10', 'centre-officer'), type: 'SurveyNeed', need, outcome: 'recorded', projectId: OLD } as const;
  const trace = { commandId: id('survey'), correlationId: id('survey') };
  await new Commands(log).handle(projectKind, `project-${OLD}`, { command, trace }, -1);
  db = new DatabaseSync(':memory:');
  projector = new Projector({ log, db, models: [projects, places] });
  catchesUp = true;
  storage = {
    ...{ log, db, began: await log.head(), openingCommands: new OpeningCommands() },
    get position() {
      return readPosition(db);
    },
    projectIdOf: (code) => idOf(db, code) ?? projectIdOfCode(code),
    waitFor: async () => {
      if (catchesUp) await projector.catchUp();
      return catchesUp;
    },
  };
});

it('waits for what was recorded before the process began: an old id does not derive from its code', async () => {
  expect(await projectToOpen(need.code, id('mine'), storage)).toBe(OLD);
});

it('takes no survey while that is not known', async () => {
  catchesUp = false;
  await expect(projectToOpen(need.code, id('mine'), storage)).rejects.toMatchObject({ code: 'starting' });
});

it('goes by what is known where an event of a newer build has stopped the read models', async () => {
  catchesUp = false;
  db.exec(`UPDATE checkpoint SET halted = '{}' WHERE model = 'places'`);
  expect(await projectToOpen(need.code, id('mine'), storage)).toBe(projectIdOfCode(need.code));
});

it('gives a code that nobody has the id that derives from it, and does not wait for what came since', async () => {
  await projector.catchUp();
  catchesUp = false;
  expect(await projectToOpen('KCQG-2022-38-999', id('mine'), storage)).toBe(projectIdOfCode('KCQG-2022-38-999'));
});

it('knows a key that was used: by this process at once, and in a server, which has no index of ids, by the read models', async () => {
  storage.openingCommands.note(id('mine'), OLD);
  const misused = { code: 'command-id-reused' };
  await expect(projectToOpen('KCQG-2022-38-999', id('mine'), storage)).rejects.toMatchObject(misused);
  expect(await projectToOpen(need.code, id('mine'), storage)).toBe(OLD);

  const server = { ...storage, log: Object.assign(log, { place: { kind: 'kurrentdb', address: '' } as const }) };
  await expect(projectToOpen('KCQG-2022-38-999', id('survey'), server)).rejects.toMatchObject(misused);
  expect(await projectToOpen(need.code, id('survey'), server)).toBe(OLD);
});
