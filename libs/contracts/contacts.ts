import type { ProvinceRef } from './figures.ts';
import type { DecisionAnswer } from './service.ts';

/** Somebody who may be reminded. */
export interface ContactRecord {
  /** Opaque id. */
  readonly person: string;
  readonly name: string;
  readonly role: { readonly code: string; readonly vi: string; readonly en: string };
  /** Organisation. */
  readonly unit: string;
  /** null: the whole country. */
  readonly province: ProvinceRef | null;
  readonly provinceName: string | null;
  /** null: the inbox alone. */
  readonly email: string | null;
  readonly language: 'vi' | 'en';
  readonly activeFrom: string;
  /** Last day; null: still. */
  readonly activeTo: string | null;
  /** Whether a reminder that the person's own act set off on the same day is sent. */
  readonly ownActions: boolean;
  /** By whose word the contact ended before a file said so; null: nobody's. */
  readonly ended: { readonly lastDay: string; readonly reason: string } | null;
  /** Whether there is a feed; its address was shown to the person once. */
  readonly hasFeed: boolean;
  /** The `ETag` of the contact. */
  readonly revision: number;
}

/** `GET /api/v1/contacts`: by person. */
export interface ContactPage {
  readonly items: readonly ContactRecord[];
  /** How many contacts match in all. */
  readonly total: number;
  /** Opaque; null on the last page. */
  readonly nextCursor: string | null;
  /** Log position; null: empty log. */
  readonly position: string | null;
}

/** `POST /api/v1/contacts/{person}/feed`: what nobody can be told again. */
export interface FeedAnswer extends DecisionAnswer {
  /** null: the request was answered before. */
  readonly secret: string | null;
  /** From the server's own address; null: the request was answered before. */
  readonly address: string | null;
}
