import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { EVENT_TYPES } from '#contracts/event-kinds';
import type { JsonObject, RecordedEvent } from '#event-log/event-log';
import { toldEvent } from '#read-models/record/told-event';
import { lived } from './lived.ts';

/** What neither a stored log nor the lives of the next release hold. */
const beside: readonly (readonly [type: string, data: JsonObject])[] = [
  ['MovedToDefinition', { from: 'KCQG-1', to: 'KCQG-2', legalBasis: 'TT 99/2026/TT-BCT' }],
  [
    'RulesActivated',
    {
      ...{ activation: 'national-1', province: null, from: '2027-01-01', replaces: ['a'], rows: [{ list: 'ceilings', row: {} }] },
      legalBasis: { instrument: 'TT 99/2026/TT-BTC', article: 'art. 8', decidedOn: '2026-12-01' },
    },
  ],
  ['RulesRevoked', { activation: 'national-1', reason: 'Ban hành nhầm' }],
];

/** Events that a decision makes: each must name its document. */
const DECISIONS = [
  'PlanAllocated',
  'PlanDecided',
  'PlanAdjusted',
  'PlanItemsReleased',
  'ApprovedInPlan',
  'LeftOutOfPlan',
  'ApprovalAdjusted',
  'GroupPlanApproved',
  'TaskAssigned',
  'AdjustmentDecided',
  'CarriedOver',
  'ContractConcluded',
  'ContractSigned',
  'ContractExtended',
  'ContractAppendixSigned',
  'MovedToDefinition',
  'RulesActivated',
];

const histories = join(import.meta.dirname, '../histories');
const stored = readdirSync(histories, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) =>
    readFileSync(join(histories, name, 'events.jsonl'), 'utf8')
      .trimEnd()
      .split('\n'),
  )
  .map((line) => JSON.parse(line) as RecordedEvent);

let all: readonly RecordedEvent[] = [];
beforeAll(async () => {
  const [template] = stored as [RecordedEvent];
  all = [...stored, ...(await lived('9.9.9')), ...beside.map(([type, data]) => ({ ...template, type, version: 1, data }))];
});

describe('every event of every release and version', () => {
  it('is among those told here', () => expect([...new Set(all.map(({ type }) => type))].sort()).toEqual([...EVENT_TYPES].sort()));

  it('has a whole sentence in both languages', () => {
    for (const event of all) {
      const { vi, en } = toldEvent(event, null).sentence;
      for (const text of [vi, en])
        expect([event.type, text]).not.toEqual([event.type, expect.stringMatching(/undefined|null|NaN|\[object|: *$|^ *$/)]);
      expect([event.type, en]).not.toEqual([event.type, vi]);
    }
  });

  it('names the document that it stands on, where it is a decision', () => {
    for (const event of all.filter(({ type }) => DECISIONS.includes(type)))
      expect([event.type, toldEvent(event, null).document]).toEqual([event.type, expect.stringMatching(/\S/)]);
  });
});
