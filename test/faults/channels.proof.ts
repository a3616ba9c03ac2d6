import { hookBehaviours } from './webhook-behaviours.ts';
import { endlessHook, followingHook, ourHook, tryHooks } from './webhook-faults.ts';
import { Findings, type Proof } from './proof-result.ts';
import { smtpBehaviours } from './smtp-behaviours.ts';
import { endlessSender, hastySender, type MakeSender, ourSender, renamingSender, tryMails } from './smtp-faults.ts';

/**
 * Mails to servers and events to receivers that do everything wrong, `n` to each: every attempt ends in time with the right outcome, what
 * can be had again is had, and the receiver can tell apart exactly what was meant to be one.
 */
export const channelsProof: Proof = async ({ n, folder, say }) => {
  const findings = new Findings();
  say(`${n} mails to each of ${smtpBehaviours.length} servers`);
  const mails = await tryMails({ n, folder, make: ourSender, findings });
  say(`${n} events to each of ${hookBehaviours.length} receivers`);
  const events = await tryHooks({ n, make: ourHook, findings });
  const { lost, doubled, violations, details } = findings;
  const control = (await allCaught(folder)) ? 'caught' : 'missed';
  return { proof: 'channels', attempts: mails + events, lost, doubled, violations, control, details };
};

/** Five senders, each broken in its own way. */
async function allCaught(folder: string): Promise<boolean> {
  const mail = async (make: MakeSender, name: string): Promise<Findings> => {
    const findings = new Findings();
    await tryMails({ n: 2, folder, make, findings, behaviours: smtpBehaviours.filter((one) => one.name === name), patienceMs: 6_000 });
    return findings;
  };
  const event = async (make: typeof ourHook, name: string): Promise<Findings> => {
    const findings = new Findings();
    await tryHooks({ n: 2, make, findings, behaviours: hookBehaviours.filter((one) => one.name === name), patienceMs: 6_000 });
    return findings;
  };
  const caught = await Promise.all([
    mail(renamingSender, 'drops after the last dot').then(({ doubled }) => doubled > 0),
    mail(endlessSender, 'answers a byte at a time').then(({ violations }) => violations > 0),
    mail(hastySender, 'closes at once').then(({ lost }) => lost > 0),
    event(endlessHook, 'a head that never ends').then(({ violations }) => violations > 0),
    event(followingHook, 'redirect to itself').then(({ violations }) => violations > 0),
  ]);
  return caught.every(Boolean);
}
