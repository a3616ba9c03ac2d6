/** Where a log in KurrentDB is, as `TIENDO_LOG` and the command line name it. */
export interface KurrentAddress {
  /** What the official client is given. Holds the password. */
  readonly client: string;
  /** The log's name in the database, and the beginning of its streams' names there (`name.`); empty: streams bear their own names only. */
  readonly name: string;
  /** Without user name and password. */
  readonly printed: string;
}

/** One line that says what is wrong with an address, and never what it holds. */
export class BadKurrentAddress extends Error {
  readonly fault: string;

  constructor(fault: string) {
    super(`the address of KurrentDB ${fault}`);
    this.fault = fault;
    this.name = 'BadKurrentAddress';
  }
}

const FORM = 'must be kurrentdb://[USER:PASSWORD@]HOST[:PORT][,HOST[:PORT]…][/NAME][?OPTION=VALUE&…] or kurrentdb+discover://…';
const ADDRESS =
  /^(?<scheme>kurrentdb(?:\+discover)?):\/\/(?:(?<account>[^@]*)@)?(?<hosts>[^/?#@]*)(?:\/(?<name>[^?#]*))?(?:\?(?<options>[^#]*))?$/;
const HOST = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?(?::(?<port>\d{1,5}))?$/i;
const ACCOUNT = /^[\w.~%!$'()*,;-]+:[\w.~%!$'()*,;-]+$/;
const NAME = /^[a-z][a-z0-9]{0,30}$/;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3})(?::\d+)?$/i;
const PORT_MAX = 65_535;

/** Below this the client warns, and a server may take it for an attack; without it a dead connection is never noticed. */
export const KEEP_ALIVE_MIN_MS = 10_000;

type Check = (value: string) => string | null;
const whole =
  (least: number): Check =>
  (value) =>
    /^\d{1,9}$/.test(value) && Number(value) >= least ? null : `must be a whole number from ${least}`;
const only =
  (...values: readonly string[]): Check =>
  (value) =>
    values.includes(value) ? null : `must be ${values.join(' or ')}`;
const something: Check = () => null;

/** Every option there is. The client only warns of others, and prints the whole address with the warning. */
const OPTIONS: Readonly<Record<string, Check>> = {
  tls: only('true', 'false'),
  tlsVerifyCert: (value) => (value === 'true' ? null : 'cannot be switched off: name the authority in tlsCAFile'),
  tlsCAFile: something,
  userCertFile: something,
  userKeyFile: something,
  connectionName: something,
  nodePreference: only('leader'),
  maxDiscoverAttempts: whole(1),
  discoveryInterval: whole(1),
  keepAliveInterval: whole(KEEP_ALIVE_MIN_MS),
  keepAliveTimeout: whole(1_000),
  gossipTimeout: () => 'cannot be set: the client counts it in seconds for appends and in milliseconds for reads',
  throwOnAppendFailure: () => 'cannot be set: a lost race would be answered as if it were a place in the stream',
  defaultDeadline: () => 'cannot be set: the client heeds it for some calls only, and Tiendo keeps time itself',
};

/**
 * Takes an address apart and refuses what would be unsafe or is known not to work.
 * @throws BadKurrentAddress the first fault, without the value: it may hold a password
 */
export function parseKurrentAddress(text: string): KurrentAddress {
  const { scheme, account, hosts, name = '', options } = ADDRESS.exec(text)?.groups ?? {};
  if (scheme === undefined || hosts === undefined || /\s|\p{Cc}/u.test(text)) throw new BadKurrentAddress(FORM);
  if (account !== undefined && !ACCOUNT.test(account))
    throw new BadKurrentAddress('must have USER:PASSWORD before the @, with other signs than letters and digits percent-encoded');
  checkHosts(hosts, scheme);
  if (name !== '' && !NAME.test(name)) throw new BadKurrentAddress('has a log name that is not 1 to 31 of a-z and 0-9, a letter first');
  const asked = optionsOf(options);
  if (asked.get('tls') === 'false' && !hosts.split(',').every((host) => LOOPBACK.test(host)))
    throw new BadKurrentAddress('has tls=false, which is for loopback only: passwords and facts would travel open');
  if (asked.has('userCertFile') !== asked.has('userKeyFile')) throw new BadKurrentAddress('needs userCertFile and userKeyFile together');
  const query = options === undefined || options === '' ? '' : `?${options}`;
  return {
    client: `${scheme}://${account === undefined ? '' : `${account}@`}${hosts}${query}`,
    name,
    printed: `${scheme}://${account === undefined ? '' : '***@'}${hosts}${name === '' ? '' : `/${name}`}${query}`,
  };
}

function checkHosts(hosts: string, scheme: string): void {
  const all = hosts.split(',');
  for (const host of all) {
    const port = HOST.exec(host)?.groups?.['port'];
    if (!HOST.test(host) || Number(port ?? 1) > PORT_MAX || Number(port ?? 1) === 0)
      throw new BadKurrentAddress('has a host that is not a name or an IPv4 address with a port of 1 to 65535');
  }
  if (scheme.endsWith('+discover') && all.length > 1)
    throw new BadKurrentAddress('has several hosts: kurrentdb+discover:// takes the one name that stands for all of them');
}

function optionsOf(options: string | undefined): ReadonlyMap<string, string> {
  const asked = new Map<string, string>();
  for (const option of options === undefined || options === '' ? [] : options.split('&')) {
    const [, key = '', value = ''] = /^([^=]*)=(.+)$/.exec(option) ?? [];
    const check = Object.hasOwn(OPTIONS, key) ? OPTIONS[key] : undefined;
    if (check === undefined) throw new BadKurrentAddress(`has an option that is none; there are ${NAMES}`);
    if (asked.has(key)) throw new BadKurrentAddress(`has ${key} twice`);
    const fault = value.includes('?') ? 'must not hold a question mark' : check(value);
    if (fault !== null) throw new BadKurrentAddress(`has ${key}, which ${fault}`);
    asked.set(key, value);
  }
  return asked;
}

const REFUSED = new Set(['gossipTimeout', 'throwOnAppendFailure', 'defaultDeadline']);
const NAMES = Object.keys(OPTIONS)
  .filter((name) => !REFUSED.has(name))
  .join(', ');

/** Null: an address that can be used. */
export function kurrentAddressFault(text: string): string | null {
  try {
    parseKurrentAddress(text);
    return null;
  } catch (error) {
    if (error instanceof BadKurrentAddress) return error.fault;
    throw error;
  }
}
