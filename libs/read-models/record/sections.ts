import type { RecordSections } from '#contracts/record-sections';
import type { Source } from '#reference/province-ref';
import { ballInCourt } from './ball.ts';
import { type Dated, inEffect } from './dated.ts';
import { appraisalSections, earlierSupport, earlierSupportFound, proposalSection, returnedRounds } from './sections/appraisal.ts';
import { corrections, documents, handOvers, notes, reversals } from './sections/keeping.ts';
import { advances, approvals, groupPlan, settlementSection, supportContract } from './sections/money.ts';
import { adjustments, contentSections, forceMajeure, inspections, obstacles, pauses, progressReports } from './sections/work.ts';

/** The parts of a record beside its head and its money. @param until the day that it is of: ages and holders are counted to it */
export function sectionsOf(events: readonly Dated[], source: Source, until: string): RecordSections {
  const standing = inEffect(events);
  return {
    proposal: proposalSection(standing),
    appraisal: appraisalSections(standing),
    returns: returnedRounds(standing),
    ball: ballInCourt(events, source, until),
    documents: documents(standing),
    earlierSupport: earlierSupport(standing),
    earlierSupportFound: earlierSupportFound(standing),
    approvals: approvals(standing),
    groupPlan: groupPlan(standing),
    supportContract: supportContract(standing),
    advances: advances(standing),
    obstacles: obstacles(standing, until),
    adjustments: adjustments(standing),
    progress: progressReports(standing),
    inspections: inspections(standing),
    forceMajeure: forceMajeure(standing),
    contents: contentSections(standing),
    settlement: settlementSection(standing),
    pauses: pauses(standing),
    notes: notes(standing),
    handOvers: handOvers(standing),
    corrections: corrections(standing),
    reversals: reversals(events),
  };
}
