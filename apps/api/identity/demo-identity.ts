import type { IncomingHttpHeaders } from 'node:http';
import { type Role, ROLES } from '#reference/roles';
import { RequestProblem } from '../problems/request-problem.ts';

/** Whom a caller acts as until access control is there; plainly a demo, so that nobody takes it for a person. */
export interface DemoIdentity {
  readonly id: string;
  readonly name: { readonly vi: string; readonly en: string };
  readonly role: Role;
}

const DEFAULT: DemoIdentity = { id: 'demo:officer', name: { vi: 'Cán bộ dùng thử', en: 'Demo officer' }, role: 'appraisal-officer' };

/** One person for each role, and a second where one person may not do both. */
export const demoIdentities: readonly DemoIdentity[] = [
  DEFAULT,
  ...(Object.keys(ROLES) as Role[]).map((role) => ({
    id: `demo:${role}`,
    name: { vi: `${ROLES[role].vi} (dùng thử)`, en: `${ROLES[role].en} (demo)` },
    role,
  })),
];

const byId = new Map(demoIdentities.map((identity) => [identity.id, identity]));

/** Header by which a caller chooses one of the demo identities. */
export const IDENTITY_HEADER = 'tiendo-demo-identity';

/** @throws RequestProblem `unknown-identity` */
export function identityOf(headers: IncomingHttpHeaders): DemoIdentity {
  const asked = headers[IDENTITY_HEADER];
  if (asked === undefined) return DEFAULT;
  const known = byId.get(String(asked).trim());
  if (known === undefined) throw new RequestProblem('unknown-identity', { facts: { identity: String(asked).slice(0, 100) } });
  return known;
}

export const demoIdentity = DEFAULT;
