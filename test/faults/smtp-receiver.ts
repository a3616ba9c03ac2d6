import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';

/** Copies that arrived, by Message-ID: what a receiver can tell apart. */
export class Mailbox {
  readonly copies = new Map<string, number>();

  add(messageId: string): void {
    this.copies.set(messageId, (this.copies.get(messageId) ?? 0) + 1);
  }
}

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

const refusal = (code: number): Error => Object.assign(new Error(`${code} said by the test`), { responseCode: code });

export interface Script {
  /** Code that each command is refused with; absent: it is taken. `data` comes after the last dot. */
  readonly refuse?: Partial<Record<'connect' | 'auth' | 'mail' | 'rcpt' | 'data', number>>;
  readonly options?: SMTPServerOptions;
}

/** A real SMTP server on a free port of this machine that keeps what it accepts. */
export async function startSmtp(mailbox: Mailbox, { refuse = {}, options = {} }: Script = {}): Promise<Listening> {
  const answer = (command: keyof typeof refuse, callback: (error?: Error | null) => void): void => {
    const code = refuse[command];
    callback(code === undefined ? null : refusal(code));
  };
  const server = new SMTPServer({
    logger: false,
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    onConnect: (_session, callback) => answer('connect', callback),
    onAuth: ({ username }, _session, callback) =>
      answer('auth', (error) => (error ? callback(error) : callback(null, { user: String(username) }))),
    onMailFrom: (_address, _session, callback) => answer('mail', callback),
    onRcptTo: (_address, _session, callback) => answer('rcpt', callback),
    onData: (stream, _session, callback) =>
      void simpleParser(stream).then(({ messageId }) => {
        if (refuse.data === undefined) mailbox.add(messageId ?? 'none');
        answer('data', callback);
      }, callback),
    ...options,
  });
  server.on('error', () => undefined); // A client that goes away in the middle is what is being tested.
  const listening = server.listen(0, '127.0.0.1');
  await new Promise((resolve) => listening.once('listening', resolve));
  return {
    port: (listening.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const connection of server.connections) connection.close();
        server.close(() => resolve());
      }),
  };
}

/** A server of bare bytes; whatever is still open is cut when it closes. */
export async function startRaw(onSocket: (socket: Socket) => void): Promise<Listening> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
