/** Projects on which business commands can go wrong: the walk-through's, each stopped where one step is next. */
import type { Step } from '../api/walk-through/step.ts';
import { machine } from '../api/walk-through/stories.ts';
import { Walker } from '../api/walk-through/walker.ts';

const MILLION = 1_000_000;

interface Stop {
  readonly code: string;
  /** The last thing that is said to it. */
  readonly after: (step: Step) => boolean;
  /** Fields of its draft and of its base appraisal instead of the walk-through's. */
  readonly draft?: Readonly<Record<string, unknown>>;
}

/** More than a machine may get (TTLT 26/2014 art. 6(2)c as amended by TT 28/2018): the appraisal is there to refuse it. */
const tooMuch = {
  supportRequested: 350 * MILLION,
  counterpart: 450 * MILLION,
  estimate: [
    { item: 'Máy cưa', unit: 'máy', quantity: 1, unitPrice: 350 * MILLION, amount: 350 * MILLION, payer: 'support' },
    { item: 'Lắp đặt', unit: 'gói', quantity: 1, unitPrice: 450 * MILLION, amount: 450 * MILLION, payer: 'own' },
  ],
};

const STOPS: Readonly<Record<string, Stop>> = {
  paying: { code: 'KCQG-2024-38-501', after: ({ to }) => to === 'volume-confirmations' },
  accepted: { code: 'KCQG-2024-38-502', after: ({ to, body }) => body['kind'] === 'voucher-list-all-sources' && to === 'documents' },
  appraising: { code: 'KCQG-2024-38-503', after: ({ to, body }) => to === 'findings' && body['criterion'] === 'dossier', draft: tooMuch },
};

/** Id of each, and the tag of its last revision as `{name}_tag`. */
export async function stoppedProjects(url: string): Promise<Readonly<Record<string, string>>> {
  const places: Record<string, string> = {};
  for (const [index, [name, stop]] of Object.entries(STOPS).entries()) {
    const walker = new Walker(url);
    for await (const { step, problem } of walker.walk({ ...machine, code: stop.code, steps: stepsOf(stop, index) }))
      if (problem !== null) throw new Error(`${name} cannot be prepared: ${step.to} is refused: ${JSON.stringify(problem)}`);
    const { id, revision } = await walker.record();
    places[name] = id;
    places[`${name}_tag`] = `"r${revision}"`;
  }
  return places;
}

function stepsOf({ code, after, draft }: Stop, index: number): readonly Step[] {
  const beneficiary = { name: `Hợp tác xã số ${index}`, taxCode: `280150${index}001` };
  const taken = machine.steps.filter(({ refused }) => refused === undefined);
  const own = (step: Step): Step => {
    const text = JSON.stringify(step.body).replaceAll(machine.code, code).replaceAll('10/HĐ-CTĐP/2024', `${index}/HĐ-CTĐP/2024`);
    const body = JSON.parse(text) as Step['body'];
    if (step.to === 'projects') return { ...step, body: { ...body, beneficiary } };
    return step.to === 'draft'
      ? { ...step, body: { ...body, beneficiary, ...(step.stage === undefined ? draft : {}) } }
      : { ...step, body };
  };
  const until = taken.findIndex(after);
  // The plan has its money once; the second project is decided on by a decision of its own.
  return taken
    .slice(0, until + 1)
    .filter(({ to }) => index === 0 || !to.endsWith('/allocation'))
    .map(own);
}
