import { advancePapers } from './dossier-advances.ts';
import { appraisalPapers } from './dossier-appraisal.ts';
import { acceptancePapers, settlementPapers } from './dossier-closing.ts';
import type { DossierPaper } from './dossier-paper.ts';
import { resultPapers } from './dossier-results.ts';

/** Every paper of every dossier. KCQG's are the Ministry's; of KCDP only what binds every province: the rest is each province's own. */
export const dossierPapers: readonly DossierPaper[] = [
  ...appraisalPapers,
  ...advancePapers,
  ...resultPapers,
  ...acceptancePapers,
  ...settlementPapers,
];
