import type { DossierPaper } from './dossier-paper.ts';
import { dossierOf } from './dossier-advances.ts';

/** The papers of TT 36/2013 art. 14 that prove the result of each kind: for the remaining advance, and again in the settlement dossier (art. 19). */
const result = (
  clause: string,
  name: string,
  of: { readonly contents: readonly string[]; readonly variants?: readonly (string | null)[] },
  papers: Parameters<typeof dossierOf>[0]['papers'],
): readonly DossierPaper[] => [
  ...dossierOf({ id: `result-${name}`, act: 'RequestRemainingAdvance', article: `art. 14(${clause}`, of, papers }),
];

/** Vouchers are kept by the unit that spends; these go with the dossier where participants get meals, rooms or travel. */
const spent = { document: 'vouchers', when: 'money-for-participants' } as const;

export const resultPapers: readonly DossierPaper[] = [
  ...result('1)', 'training', { contents: ['ND1'] }, ['certificate-decision', 'learner-list', 'employment-list', spent]),
  ...result('2)a', 'consulting', { contents: ['ND5'] }, [
    'consulting-contract',
    'contract-acceptance',
    'contract-liquidation',
    'consulting-product',
    'voucher-list',
  ]),
  ...result('2)c', 'meeting', { contents: ['ND2a'], variants: [null] }, [
    'delegate-list',
    { document: 'learner-list', when: 'course' },
    'teaching-material',
    spent,
  ]),
  ...result('3)', 'model', { contents: ['ND3a'] }, ['item-invoice', 'delegate-list', 'model-introduction', spent]),
  ...result('4)', 'transfer', { contents: ['ND3b'] }, [{ document: 'transfer-contract', when: 'technology-transfer' }]),
  ...result('5)', 'machinery', { contents: ['ND3b'] }, ['purchase-contract', 'contract-acceptance', 'contract-liquidation']),
  ...result('6)', 'cleaner-production', { contents: ['ND3c'] }, ['assessment-report']),
  ...result('7)', 'brand', { contents: ['ND4c'] }, [
    'trademark-certificate',
    { document: 'mark-rules', when: 'collective-mark' },
    'brand-plan',
    'voucher-list',
  ]),
  ...result('8)', 'media', { contents: ['ND6'] }, [
    'media-contract',
    'contract-acceptance',
    'contract-liquidation',
    'media-products',
    { document: 'website-licence', when: 'web-site' },
  ]),
  ...result('9)', 'association', { contents: ['ND7a'], variants: [null, 'association-region', 'association-national'] }, [
    'founding-decision',
    'member-list',
    'voucher-list',
  ]),
  ...result('10)', 'fair', { contents: ['ND4b'], variants: [null, 'fair-organised'] }, ['fair-list', 'stand-contract']),
  ...result('11)', 'fair-joined', { contents: ['ND4b'], variants: ['fair-joined'] }, ['fair-list', 'stand-contract', 'stand-invoice']),
  ...result('12)', 'linkage', { contents: ['ND7a'], variants: ['linkage-cluster'] }, ['approval-decision', 'voucher-list']),
  ...result('13)', 'planning', { contents: ['ND7b'], variants: ['cluster-planning'] }, ['approval-decision', 'voucher-list']),
  ...result('14)', 'cluster', { contents: ['ND7b'], variants: [null] }, [
    'work-acceptance',
    { document: 'audit-report', when: 'enterprise-investor' },
  ]),
  ...result('14)', 'treatment', { contents: ['ND7c'], variants: [null, 'pollution-establishment'] }, [
    'work-acceptance',
    'output-standard',
  ]),
  ...result('14)', 'cluster-treatment', { contents: ['ND7c'], variants: ['pollution-cluster'] }, [
    'work-acceptance',
    'output-standard',
    { document: 'audit-report', when: 'enterprise-investor' },
  ]),
  ...result('15)', 'contest', { contents: ['ND4a', 'ND2a', 'ND9'] }, [{ document: 'contest-decisions', when: 'contest' }]),
];
