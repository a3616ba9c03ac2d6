import type { DossierPaper } from './dossier-paper.ts';
import { dossierOf } from './dossier-advances.ts';
import { TT28, TTLT26 } from './wordings.ts';

const all = { contents: null } as const;

export const acceptancePapers: readonly DossierPaper[] = [
  ...dossierOf({
    id: 'acceptance',
    act: 'HoldAcceptance',
    article: 'art. 23(3)b',
    of: all,
    papers: ['summary-report', { document: 'volume-report', form: '3b' }],
  }),
];

/** What the managing body keeps of every project, whoever's the money (TTLT 26/2014 art. 8(3)b); for KCQG the lists of TT 36/2013 say it in full. */
const local = (document: string, act: DossierPaper['act'] = 'LodgeSettlementDossier'): readonly DossierPaper[] => {
  const what = { act, source: 'KCDP', contents: null, document, sets: null, when: null } as const;
  return [
    { id: `paper-kcdp-${document}-2014`, ...what, ...TTLT26, article: 'art. 8(3)b', status: 'verified' },
    {
      id: `paper-kcdp-${document}-2018`,
      ...what,
      ...TT28,
      article: 'vouchers for settlement',
      status: 'unverified',
      note: 'Kept from 2014 by memory.',
    },
  ];
};

export const settlementPapers: readonly DossierPaper[] = [
  ...dossierOf({
    id: 'settlement-a',
    act: 'LodgeSettlementDossier',
    article: 'art. 19(1)',
    of: all,
    papers: [
      { document: 'acceptance-minutes', form: '5a', when: 'without-invoice' },
      { document: 'settlement-detail', when: 'without-invoice' },
      { document: 'voucher-list', when: 'without-invoice' },
      { document: 'vouchers', when: 'without-invoice' },
    ],
  }),
  ...dossierOf({
    id: 'settlement-a-shared',
    act: 'LodgeSettlementDossier',
    article: 'art. 19(1)d',
    of: all,
    papers: [{ document: 'voucher-list-all-sources', when: 'by-percentage' }],
  }),
  ...dossierOf({
    id: 'settlement-late',
    act: 'LodgeSettlementDossier',
    article: 'art. 18(3), 19(1)b',
    of: all,
    papers: [{ document: 'payment-request', when: 'late-settlement' }],
  }),
  ...dossierOf({
    id: 'settlement-b',
    act: 'LodgeSettlementDossier',
    article: 'art. 19(2)',
    of: all,
    papers: [
      { document: 'acceptance-minutes', form: '5b, 5c', when: 'with-invoice' },
      { document: 'invoice', when: 'with-invoice' },
    ],
  }),
  ...dossierOf({
    id: 'force-majeure',
    act: 'SettleForceMajeure',
    article: 'art. 18(4)',
    of: all,
    papers: ['explanation', 'acceptance-minutes', 'vouchers'],
  }),
  ...dossierOf({ id: 'liquidation', act: 'LiquidateContract', article: 'art. 18, 19', of: all, papers: ['liquidation-minutes'] }),
  ...dossierOf({
    id: 'liquidation-last',
    act: 'LiquidateContract',
    article: 'art. 19(3)',
    of: all,
    papers: [{ document: 'reconciliation', when: 'last-contract-of-year' }],
  }),
  ...local('project-contract'),
  ...local('cost-estimate'),
  ...local('acceptance-minutes'),
  ...local('payment-order'),
  ...local('liquidation-minutes', 'LiquidateContract'),
];
