import { contactKind } from '#commands/stream-kind';
import { StreamStates } from '#commands/stream-states';
import type { EventLog } from '#event-log/event-log';
import type { Contact } from '#lifecycle/contact/contact.events';
import { hashOfSecret } from './secrets.ts';

/** A contact as its stream has it. */
export interface KnownContact {
  readonly contact: Contact;
  readonly revision: number;
  /** By whose word the contact ended; null: nobody's. */
  readonly ended: { readonly lastDay: string; readonly reason: string } | null;
  /** SHA-256 of the feed's secret; null: there is no feed. */
  readonly feed: string | null;
  /** Deliveries that were read, by their stream. */
  readonly read: ReadonlySet<string>;
}

/** A stream of a contact and a revision that it has reached. */
interface StreamEnd {
  readonly stream: string;
  readonly revision: number;
}

/** Contacts kept folded; about 2 KiB each. More than that are read again each time. */
const CONTACTS_KEPT = 20_000;

/**
 * All contacts, in memory: each question reads on in those streams that have gone on since the last one, and in no other. As current as
 * the list of streams that it is given.
 */
export class ContactDirectory {
  #states: StreamStates | null = null;

  /**
   * @param log asked for with the first question, as it may not be open before
   * @param streams the streams of all contacts, with revisions that they have reached
   */
  constructor(
    private readonly log: () => EventLog,
    private readonly streams: () => readonly StreamEnd[],
  ) {}

  /** Sorted by person. @throws Unavailable from the log */
  async all(): Promise<readonly KnownContact[]> {
    const found: KnownContact[] = [];
    for (const { stream, revision } of this.streams()) {
      const known = await this.#read(stream, revision);
      if (known !== null) found.push(known);
    }
    return found.sort((a, b) => (a.contact.person < b.contact.person ? -1 : 1));
  }

  /** The contact whose feed a secret opens, if the contact counts on that day. Null: nobody's. */
  async ofFeed(secret: string, day: string): Promise<KnownContact | null> {
    const hash = hashOfSecret(secret);
    const own = (await this.all()).find(({ feed }) => feed === hash);
    if (own === undefined) return null;
    const { activeFrom, activeTo } = own.contact;
    return activeFrom <= day && (activeTo === null || day <= activeTo) ? own : null;
  }

  async #read(stream: string, reached: number): Promise<KnownContact | null> {
    const states = (this.#states ??= new StreamStates(this.log(), CONTACTS_KEPT));
    let { state, revision } = await states.load(contactKind, stream);
    if (revision < reached && (await states.catchUp(contactKind, stream))) ({ state, revision } = await states.load(contactKind, stream));
    if (state.status === 'absent') return null;
    const { contact, ended, feed, read } = state;
    return { contact, revision, ended, feed, read };
  }
}
