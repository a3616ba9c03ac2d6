/** Broken projectors and rebuilds. */
import type { ModelWriter, ReadModel } from '#read-models/model';
import type { SomeApi } from '../parts.ts';
import { type Bug, through } from './bug.ts';

const withWriter = (models: readonly ReadModel[], change: (writer: ModelWriter) => Partial<ModelWriter>): readonly ReadModel[] =>
  models.map((model) => ({
    ...model,
    open: (db) => {
      const writer = model.open(db);
      const same: ModelWriter = { apply: (event) => writer.apply(event), flush: () => writer.flush(), reset: () => writer.reset() };
      return { ...same, ...change(writer) };
    },
  }));

const setCheckpoints = ({ db }: SomeApi, position: string): void => void db.prepare('UPDATE checkpoint SET position = ?').run(position);

export const readerBugs: readonly Bug[] = [
  {
    name: 'checkpoint-before-rows',
    what: 'the projector commits how far it is before it commits the rows',
    seams: () => ({
      readSide: (log, api) =>
        through(log, {
          readAll: async (options) => {
            const page = await log.readAll(options);
            const last = page.at(-1);
            if (last === undefined || options?.limit === undefined || options.limit > 100) return page;
            setCheckpoints(api, last.position);
            await log.head(); // Here the process may die.
            return page;
          },
        }),
    }),
  },
  {
    name: 'rows-before-checkpoint',
    what: 'the projector commits rows, and how far it is only later',
    seams: () => {
      const committed = new Map<SomeApi, string>();
      return {
        beforeStart(api) {
          const at = committed.get(api);
          if (at !== undefined && at < api.position) setCheckpoints(api, at);
        },
        readSide: (log, api) =>
          through(log, {
            readAll: (options) => {
              committed.set(api, options?.after ?? '');
              return log.readAll(options);
            },
          }),
      };
    },
  },
  {
    name: 'parks-nothing',
    what: 'an event that a read model cannot apply is passed over',
    seams: () => ({
      models: (models, { world }) =>
        withWriter(models, (writer) => ({
          apply(event) {
            try {
              writer.apply(event);
            } catch (error) {
              world.scheduler.tell(`passed over: ${String(error)}`);
            }
          },
        })),
    }),
  },
  {
    name: 'keeps-after-rollback',
    what: 'rows of a transaction that was rolled back stay pending',
    seams: () => ({ models: (models) => withWriter(models, () => ({ reset: () => undefined })) }),
  },
  {
    name: 'flush-forgets',
    what: 'a full disk is noted and the rows are taken for written',
    seams: () => ({
      models: (models) =>
        withWriter(models, (writer) => ({
          flush() {
            try {
              writer.flush();
            } catch (error) {
              if ((error as { errcode?: number }).errcode !== 13) throw error;
            }
          },
        })),
    }),
  },
  {
    name: 'switches-too-early',
    what: 'a rebuild is switched to before it has reached the live rows',
    seams: () => ({ rebuildsUntil: (at) => (at === '' ? at : String(Math.max(1, Number(at) - 3)).padStart(16, '0')) }),
  },
  {
    name: 'projector-doubles',
    what: 'a page that was read again after a failure is applied again',
    seams: () => ({
      readSide: (log) => {
        let failed = false;
        let before: string | undefined;
        return through(log, {
          readAll: async (options = {}) => {
            const after = failed ? before : options.after;
            const { after: _after, ...rest } = options;
            try {
              const page = await log.readAll({ ...rest, ...(after === undefined ? {} : { after }) });
              failed = false;
              before = options.after;
              return page;
            } catch (error) {
              failed = true;
              throw error;
            }
          },
        });
      },
    }),
  },
];
