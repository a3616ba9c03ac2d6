/** What is known of a project before money is promised to it: the need, the draft, the appraisal's findings. */
import type { ProvinceRef, Source } from '#reference/province-ref';
import type { Day, ProjectCode, TaxCode, Year } from '../fields.events.ts';
import type { Dong } from '../money.ts';

export type Party = { readonly name: string; /** 10 digits, 13, or 10-3; null for groups. */ readonly taxCode: TaxCode | null };

/** Where and for whom: known from the survey on. */
export type Need = {
  readonly code: ProjectCode;
  readonly source: Source;
  readonly planYear: Year;
  readonly province: ProvinceRef;
  readonly commune: string;
  /** Code of NĐ 45/2012 art. 4, e.g. ND3b. */
  readonly content: string;
  readonly beneficiary: Party;
  /** Stage graph that the project is on; absent in logs of 0.1.0: the first of its programme. */
  readonly definition?: string;
};

/** What the surveyor saw; a register has no columns for it. */
export type Survey = {
  readonly survey?: {
    /** Letter of NĐ 45/2012 art. 5. */
    readonly trade: string;
    /** Kind of place: decides eligibility (NĐ 45/2012 art. 1(2)a, NĐ 235/2025 art. 1(1)). */
    readonly place: string;
    readonly investmentPlan: string;
    /** Own money that the establishment has or commits, đồng. */
    readonly ownMoney: Dong;
    /** Papers and photographs, by SHA-256 or number. */
    readonly evidence: readonly string[];
  };
};

export type SchemeKind = 'single' | /** đề án nhóm */ 'group' | /** đề án điểm */ 'key';

/** A line of the estimate, Mẫu số 1: `amount` = `quantity` × `unitPrice`. */
export type EstimateLine = {
  readonly item: string;
  readonly unit: string;
  readonly quantity: number;
  readonly unitPrice: Dong;
  readonly amount: Dong;
  /** Who pays: the programme, the beneficiary's own money, or another programme (lồng ghép). */
  readonly payer: 'support' | 'own' | 'other';
  /** Management cost of the implementing unit: TTLT 26/2014 art. 6(2)s. */
  readonly management?: true;
};

export type ScheduleStep = { readonly step: string; readonly from: Day; readonly to: Day; readonly responsible: string };

/** One content of a key scheme and its target, year by year. */
export type ContentPlan = {
  readonly content: string;
  readonly unit: string;
  readonly years: readonly { readonly year: Year; readonly target: number; readonly money: Dong }[];
};

/**
 * What is registered. The eight compulsory contents of TT 36/2013 art. 5 are (1) units and place, (2) `need`, (3) `aims`, (4) `scale`,
 * (5) content and `schedule`, (6) `estimate`, (7) `organisation`, (8) `effect`; a register has no columns for (2) to (8).
 * `counterpart` = `totalCost` − `supportRequested`.
 */
export type Draft = {
  readonly title: string;
  readonly implementingUnit: string;
  readonly beneficiary: Party;
  readonly totalCost: Dong;
  readonly supportRequested: Dong;
  readonly counterpart: Dong;
  readonly output: { readonly unit: string; readonly planned: number };
  readonly note: string | null;
  readonly kind?: SchemeKind;
  /** Sub-kind of the content that has a ceiling of its own, e.g. `production-line`. */
  readonly variant?: string;
  readonly coordinatingUnit?: string;
  readonly needBasis?: string;
  readonly aims?: string;
  readonly scale?: string;
  readonly schedule?: readonly ScheduleStep[];
  readonly estimate?: readonly EstimateLine[];
  readonly organisation?: string;
  readonly effect?: string;
  /** Key schemes: every content with its yearly targets. */
  readonly contents?: readonly ContentPlan[];
  /** Serial numbers of supported machines, for the search of earlier support. */
  readonly serials?: readonly string[];
  /** The beneficiary declares that no other state support pays the same item: TTLT 26/2014 art. 7(4). */
  readonly noDoubleSupport?: boolean;
  /** The beneficiary has invested or commits all the rest: TTLT 26/2014 art. 7(3). */
  readonly ownMoneyCommitted?: boolean;
};

/** Earlier support of the same beneficiary, found when the project was registered. */
export type EarlierMatch = {
  readonly code: ProjectCode;
  readonly content: string;
  readonly planYear: Year;
  readonly matchedBy: 'tax-code' | 'name' | 'serial';
};

export type ReturnedItem = {
  /** What it is about: unique in its round. */
  readonly item: string;
  readonly demand: string;
  /** Criterion that it failed, if one. */
  readonly criterion?: string;
  /** Why it was needed: `missing`, `wrong-estimate`, `wrong-content`, `unclear`. */
  readonly cause?: string;
};

export type AppraisalResult = 'pass' | 'pass_reduced' | 'fail';
export type AppraisalLevel = 'base' | 'final';

/** One of the five contents of an appraisal, TT 36/2013/TT-BCT art. 9. */
export type Criterion = 'principles' | 'aims-and-money' | 'capability' | 'combination' | 'dossier';
export type Finding = {
  readonly criterion: Criterion;
  readonly met: boolean;
  readonly finding: string;
  /** Document that proves it, or the reason why none is needed. */
  readonly evidence: string;
  /** Opaque id of who signed it; absent in logs of 0.1.0. */
  readonly signer?: string;
};

export type CouncilMember = { readonly person: string; readonly seat: 'chair' | 'member' | 'secretary' };
