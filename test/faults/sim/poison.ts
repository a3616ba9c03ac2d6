import type { ModelEvent, ModelWriter, ReadModel } from '#read-models/model';
import type { SomeApi } from './parts.ts';

/** Events in a hundred that a read model cannot apply, or whose row its table refuses, until the run comes to rest. */
const REFUSED_PERCENT = 0.3;
/** Writes in a hundred for which the disk has no room. */
const FULL_PERCENT = 0.3;

class SqliteFault extends Error {
  constructor(readonly errcode: 13 | 19) {
    super(errcode === 13 ? 'database or disk is full' : 'constraint failed');
  }
}

/** Read models of which some rows are refused for a time, and whose disk is full now and then. */
export const poisoned = (models: readonly ReadModel[], api: SomeApi): readonly ReadModel[] =>
  models.map((model) => ({ ...model, open: (db) => poisonedWriter(model.open(db), model.name, api) }));

function poisonedWriter(writer: ModelWriter, model: string, api: SomeApi): ModelWriter {
  const { world } = api;
  let refused = false;
  return {
    apply(event) {
      const kind = kindOf(event, model, api);
      if (kind === 'apply') throw new Error('this event cannot be applied');
      if (kind === 'flush') refused = true;
      writer.apply(event);
    },
    flush() {
      if (refused) throw new SqliteFault(19);
      if (world.fails(FULL_PERCENT)) throw new SqliteFault(13);
      writer.flush();
    },
    reset() {
      refused = false;
      writer.reset();
    },
    ...(writer.relieve === undefined ? {} : { relieve: () => writer.relieve?.() }),
  };
}

/** Drawn once for each event and model, so that a retry fails again until it is healed. */
function kindOf({ stream, revision }: ModelEvent, model: string, { world, poison }: SomeApi): 'apply' | 'flush' | 'none' {
  if (world.calm) return 'none';
  const key = `${model} ${stream} ${revision}`;
  const known = poison.get(key);
  if (known !== undefined) return known;
  const kind = world.fails(REFUSED_PERCENT) ? world.scheduler.pick(['apply', 'flush'] as const) : 'none';
  poison.set(key, kind);
  return kind;
}
