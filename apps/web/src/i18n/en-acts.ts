import type { viActs } from './vi-acts.ts';

/** What the console says of acts, allowed and refused. */
export const enActs: Readonly<Record<keyof typeof viActs, string>> = {
  'acts.title': 'What you can do now',
  'acts.as': '– {{role}}',
  'acts.none': 'This role has nothing to do with the project now.',
  'acts.otherMoment': 'You are looking at another day: what can be done is known for now only.',
  'acts.refused': '{{n}} other acts, and why not',
  'acts.missing': 'Something is missing',
  'acts.ofOthers': 'For others to do',
  'acts.ofStage': 'Not at this stage: {{stage}}',
  'acts.first': 'First needed: {{what}}.',
  'needs.draft': 'a draft',
  'needs.base-appraisal': 'a base-level appraisal',
  'needs.final-appraisal': 'a final appraisal',
  'needs.contract': 'a contract',
  'needs.group-plan': 'the approved detailed plan of the group scheme',
  'needs.request': 'a request for an advance',
  'needs.progress-report': 'a progress report',
  'needs.volume': 'a volume that the department confirmed',
  'needs.dossier': 'a settlement dossier',
  'needs.liquidation': 'the liquidation of the contract',
  'acts.who': 'Who may: {{who}}.',
  'acts.unverifiedHint': 'This basis has not been checked against the original text.',
};
