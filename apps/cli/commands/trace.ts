import { systemClock, vietnamDay } from '#commands/clock';
import { eventId } from '#commands/event-id';
import type { CausationChain } from '#contracts/causation';
import { type CausationSource, chainOfEvent, effectsOfCommand, eventById } from '#read-models/causation/causation';
import { chainsOfProject } from '#read-models/causation/project-chain';
import { findProject } from '#read-models/projects/list-projects';
import { EXIT, type Exit, Failure } from '../exit.ts';
import { chainText } from '../look-back-text.ts';
import { withReadSide } from '../read-side.ts';
import type { Run } from '../terminal.ts';

export interface TraceOptions {
  /** Of an event, of a command, or a project's code or id. */
  readonly id: string;
}

/** `trace <id>`: why something happened and what came of it. */
export async function trace({ config, terminal }: Run, { id }: TraceOptions): Promise<Exit> {
  const chain = await withReadSide(config, ({ log, db }) => chainOf({ log, db }, id));
  if (chain === null)
    throw new Failure(
      {
        vi: `không có sự kiện, lệnh hay đề án “${id}”; lệnh bị từ chối hoặc không thay đổi gì thì không để lại dấu vết`,
        en: `there is no event, command or project “${id}”; a command that was refused or changed nothing leaves no trace`,
      },
      EXIT.refused,
    );
  terminal.answer(chain, () => chainText(chain, terminal));
  return EXIT.done;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const READER = { about: null, sees: () => true };

async function chainOf(source: CausationSource, asked: string): Promise<CausationChain | null> {
  const project = findProject(source.db, asked)?.id ?? asked;
  const moment = { asOf: vietnamDay(systemClock.now()), knownAt: null };
  const chain = await chainsOfProject(source, project, moment);
  if (chain !== null || !UUID.test(asked)) return chain;
  const id = asked.toLowerCase();
  const event = await eventById(source, id);
  if (event !== null) return chainOfEvent(source, event, READER);
  const first = await eventById(source, eventId(id, 0));
  return first === null ? null : effectsOfCommand(source, first, READER);
}
