import type { DossierAct, DossierPaper, When } from './dossier-paper.ts';
import type { Rule } from './rule.ts';
import { sinceTt36, TT17_UNREAD } from './wordings.ts';

/** Which projects a dossier is for. */
interface For {
  readonly contents: readonly string[] | null;
  readonly variants?: readonly (string | null)[];
}

type Paper = string | { readonly document: string; readonly when?: When; readonly form?: string; readonly contents?: readonly string[] };

interface Dossier {
  /** Middle of the rows' ids. */
  readonly id: string;
  readonly act: DossierAct;
  readonly article: string;
  readonly of: For;
  readonly papers: readonly Paper[];
  /** What is known of the wording of 2018. */
  readonly later?: { readonly status: 'verified'; readonly note?: string };
}

/** The papers of one dossier of TT 36/2013, in both wordings. */
export const dossierOf = ({ id, act, article, of, papers, later }: Dossier): readonly DossierPaper[] =>
  papers.flatMap((paper) => {
    const { document, when = null, ...own } = typeof paper === 'string' ? { document: paper } : paper;
    const fields = { act, source: 'KCQG', ...of, ...own, document, sets: null, when } as const;
    return sinceTt36<Omit<DossierPaper, keyof Rule>>(
      `paper-${id}-${document}${when === null ? '' : `-${when}`}`,
      article,
      fields,
      later ?? { status: 'unverified', note: TT17_UNREAD },
    );
  });

const read = { status: 'verified' } as const;

export const advancePapers: readonly DossierPaper[] = [
  ...dossierOf({
    id: 'first',
    act: 'RequestFirstAdvance',
    article: 'art. 12(2), 13',
    of: { contents: null },
    papers: ['project-contract'],
    later: read,
  }),
  ...dossierOf({
    id: 'first-cluster',
    act: 'RequestFirstAdvance',
    article: 'art. 13(1)b',
    of: { contents: ['ND7b'], variants: [null] },
    papers: ['support-contract', { document: 'contractor-contract', when: 'hired-contractor' }, 'progress-report'],
    later: read,
  }),
  ...dossierOf({
    id: 'first-cluster-treatment',
    act: 'RequestFirstAdvance',
    article: 'art. 13(1)b',
    of: { contents: ['ND7c'], variants: ['pollution-cluster'] },
    papers: ['support-contract', { document: 'contractor-contract', when: 'hired-contractor' }, 'progress-report'],
    later: { ...read, note: 'Since TT 17/2018 for repair and upgrade.' },
  }),
  ...dossierOf({
    id: 'first-training',
    act: 'RequestFirstAdvance',
    article: 'art. 13(2)a',
    of: { contents: ['ND1'] },
    papers: [{ document: 'organisation-plan', form: '11' }],
  }),
  ...dossierOf({
    id: 'first-soft',
    act: 'RequestFirstAdvance',
    article: 'art. 13(2)b',
    of: { contents: ['ND2a', 'ND4c'] },
    papers: ['organisation-plan'],
    later: read,
  }),
  ...dossierOf({
    id: 'first-planning',
    act: 'RequestFirstAdvance',
    article: 'art. 13(2)c',
    of: { contents: ['ND7b'], variants: ['cluster-planning'] },
    papers: ['support-contract'],
  }),
  ...dossierOf({
    id: 'first-machinery',
    act: 'RequestFirstAdvance',
    article: 'art. 13(2)d',
    of: { contents: ['ND3a', 'ND3b'] },
    papers: ['progress-report'],
  }),
  ...dossierOf({
    id: 'first-treatment',
    act: 'RequestFirstAdvance',
    article: 'art. 13(2)d',
    of: { contents: ['ND7c'], variants: [null, 'pollution-establishment'] },
    papers: ['progress-report'],
  }),
  ...dossierOf({
    id: 'first-founding',
    act: 'RequestFirstAdvance',
    article: 'art. 13(3)b',
    of: { contents: ['ND2b'] },
    papers: [{ document: 'acceptance-minutes', form: '5b' }, 'volume-report', 'business-registration'],
  }),
  ...dossierOf({
    id: 'first-interest',
    act: 'RequestFirstAdvance',
    article: 'art. 15(1)',
    of: { contents: ['ND7c'], variants: ['relocation-interest'] },
    papers: [{ document: 'acceptance-minutes', form: '5a' }, 'volume-report', 'credit-contract', 'interest-vouchers', 'build-contract'],
  }),
  ...dossierOf({
    id: 'next',
    act: 'RequestNextAdvance',
    article: 'art. 15(2)b',
    of: { contents: null },
    papers: ['progress-report'],
  }),
  ...dossierOf({
    id: 'remaining',
    act: 'RequestRemainingAdvance',
    article: 'art. 14',
    of: { contents: null },
    papers: ['acceptance-minutes', 'summary-report', 'volume-report'],
  }),
];
