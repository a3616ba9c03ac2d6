/** A mail server as `TIENDO_SMTP` names it. */
export interface Smtp {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else STARTTLS. */
  readonly secure: boolean;
  readonly user: string | null;
}

const SMTP = /^(smtps?):\/\/(?:([^\s:@/?#]+)@)?([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::(\d{1,5}))?\/?$/;
const PORTS = { smtp: 587, smtps: 465 } as const;

/** @returns null: not of the form `smtp://[user@]host[:port]`; a password has no place in it */
export function smtpOf(text: string): Smtp | null {
  const [, scheme, user, host = '', port] = SMTP.exec(text) ?? [];
  if (scheme === undefined) return null;
  const number = port === undefined ? PORTS[scheme as keyof typeof PORTS] : Number(port);
  if (number < 1 || number > 65_535) return null;
  try {
    const named = user === undefined ? null : decodeURIComponent(user);
    return { host: host.replace(/^\[|\]$/g, ''), port: number, secure: scheme === 'smtps', user: named };
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** As it may be shown: who logs in is left out. */
export const smtpText = ({ host, port, secure, user }: Smtp): string =>
  `${secure ? 'smtps' : 'smtp'}://${user === null ? '' : '***@'}${host.includes(':') ? `[${host}]` : host}:${port}`;
