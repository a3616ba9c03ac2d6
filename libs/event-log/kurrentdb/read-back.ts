import type { EventType, KurrentDBClient, ResolvedEvent, StreamSubscription } from '@kurrent/kurrentdb-client';
import { Unanswered } from './failures.ts';

/**
 * One event that is known to be there. The client's reads run in native code that waits for acknowledgements before it sends the second
 * half of a small request: a read on an idle connection takes 45 ms. A subscription from the event before goes over the connection of the
 * appends and takes one.
 */
export async function eventAt(client: KurrentDBClient, stream: string, revision: number): Promise<ResolvedEvent<EventType>> {
  const fromRevision = revision === 0 ? 'start' : BigInt(revision - 1);
  const subscription: StreamSubscription = client.subscribeToStream(stream, { fromRevision, requiresLeader: true }, { highWaterMark: 1 });
  try {
    return await new Promise((resolve, reject) => {
      subscription.once('data', resolve);
      subscription.on('error', reject);
      subscription.on('close', () => reject(new Unanswered('the subscription ended before its first event')));
    });
  } finally {
    // Where there was no connection there is nothing to leave; that was told above.
    subscription.unsubscribe().catch(() => undefined);
    subscription.destroy();
  }
}
