/** A mail that was written down instead of being sent. */
export interface OutboxHead {
  /** Name of its file. */
  readonly name: string;
  /** Day of the delivery. */
  readonly day: string;
  /** The rest is null where the file is no mail that Tiendo wrote. */
  readonly to: string | null;
  readonly subject: string | null;
  readonly messageId: string | null;
}

/** `GET /api/v1/outbox`: mails of an installation without a mail server. Nobody sends them later. */
export interface OutboxPage {
  /** Whether mails leave the house now. */
  readonly smtp: boolean;
  readonly notice: { readonly vi: string; readonly en: string };
  readonly total: number;
  /** Newest days first. */
  readonly items: readonly OutboxHead[];
  /** null: this was the last page. */
  readonly nextCursor: string | null;
}

/** `GET /api/v1/outbox/{name}`; as `text/html`, `text/plain` or `message/rfc822` the mail itself. */
export interface OutboxMail extends OutboxHead {
  readonly from: string | null;
  readonly text: string | null;
}
