import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { request, setGlobalProxyFromEnv } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Webhook } from '#reminders/channels/webhook';
import { type Address, type Egress, internet } from '#reminders/webhook/egress';
import { hookBehaviours, plain, type Receiver } from './webhook-behaviours.ts';
import { clock, SECRET, to } from './webhook-faults.ts';

const never = new AbortController().signal;

/** Every socket that this process has opened to somewhere. */
const opened: Socket[] = [];
const onOpen = (told: unknown): void => void opened.push((told as { readonly socket: Socket }).socket);
beforeAll(() => subscribe('net.client.socket', onOpen));
afterAll(() => void unsubscribe('net.client.socket', onOpen));
beforeEach(() => void (opened.length = 0));

const hook = (egress: Egress): Webhook => new Webhook({ secretOf: async () => [SECRET], egress }, clock);

/** Counts who comes. */
async function counting(host: string, port = 0): Promise<{ readonly server: Server; readonly port: number; readonly calls: () => number }> {
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n');
  });
  await new Promise<void>((resolve, reject) => server.listen(port, host, resolve).once('error', reject));
  return { server, port: (server.address() as { port: number }).port, calls: () => calls };
}

describe('an answer without end', () => {
  it('is read for 64 KiB and no further', async () => {
    const flooding = hookBehaviours.find(({ name }) => name === '200 whose body floods');
    const receiver = (await flooding?.start()) as Receiver;
    expect(await hook(internet({ loopback: true })).send(to(receiver.url), never)).toMatchObject({ sent: true });
    expect(opened[0]?.bytesRead).toBeGreaterThan(64 * 1024);
    expect(opened[0]?.bytesRead).toBeLessThan(512 * 1024);
    // The control: there is more for whoever reads on.
    const bytes = await new Promise<number>((done) => {
      let read = 0;
      const asked = request(receiver.url, { method: 'POST' }, (response) =>
        response.on('data', (chunk: Buffer) => {
          read += chunk.length;
          if (read > 4 * 1024 * 1024) asked.destroy();
        }),
      );
      asked.on('error', () => undefined).once('close', () => done(read));
      asked.end();
    });
    expect(bytes).toBeGreaterThan(4 * 1024 * 1024);
    await receiver.close();
  });
});

const FORBIDDEN = [
  'https://127.0.0.1/',
  'https://127.0.0.1:8443/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://0/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[fd00::1]/',
  'https://[fe80::1]/',
  'https://10.0.0.1/',
  'https://172.16.0.1/',
  'https://192.168.0.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://100.64.0.1/',
  'https://224.0.0.1/',
  'https://localhost/',
  'http://8.8.8.8/',
  'https://8.8.8.8:22/',
  'https://8.8.8.8:6379/',
  'https://u:p@8.8.8.8/',
  'ftp://8.8.8.8/',
  'file:///etc/passwd',
  'not an address',
  '',
];

describe('an address that is forbidden', () => {
  it.each(FORBIDDEN)('%s is refused for good before any socket is opened', async (url) => {
    expect(await hook(internet({ loopback: false })).send(to(url), never)).toMatchObject({ sent: false, temporary: false });
    expect(opened).toEqual([]);
  });

  it.each(['10.0.0.1', '127.0.0.1', '::1', '::ffff:10.0.0.1', '169.254.169.254'])(
    'so is a name that leads to %s, among others or alone',
    async (bad) => {
      const family = bad.includes(':') ? 6 : 4;
      for (const addresses of [
        [{ address: bad, family }],
        [
          { address: '8.8.8.8', family: 4 },
          { address: bad, family },
        ],
      ]) {
        const egress = { ...internet({ loopback: false }), resolve: async () => addresses };
        expect(await hook(egress).send(to('https://receiver.example/'), never)).toEqual({
          sent: false,
          temporary: false,
          reason: 'the address is not one of the public internet',
        });
      }
      expect(opened).toEqual([]);
    },
  );

  it('would be reached without the guard', async () => {
    const inside = await counting('127.0.0.1');
    const egress = { ...internet({ loopback: false }), ports: [inside.port] };
    const url = `https://127.0.0.1:${inside.port}/`;
    expect(await hook(egress).send(to(url), never)).toMatchObject({ temporary: false });
    expect([inside.calls(), opened.length]).toEqual([0, 0]);
    await hook({ ...egress, allows: () => true }).send(to(url), never);
    expect([inside.calls(), opened.length]).toEqual([1, 1]);
    inside.server.close();
  });

  it('is not this machine where a receiver is tried out on it, and still everything else', async () => {
    const inside = await counting('127.0.0.1');
    const egress = internet({ loopback: true });
    expect(await hook(egress).send(to(`http://localhost:${inside.port}/`), never)).toEqual({ sent: true, response: 'HTTP 204' });
    expect(inside.calls()).toBe(1);
    for (const url of ['https://10.0.0.1/', 'http://8.8.8.8/', 'https://8.8.8.8:8080/', `http://[::ffff:127.0.0.1]:${inside.port}/`])
      expect(await hook(egress).send(to(url), never)).toMatchObject({ temporary: false });
    inside.server.close();
  });

  it('is not reached by a redirect', async () => {
    const inside = await counting('127.0.0.2');
    const away: Receiver = await plain(
      (_request, response) => void response.writeHead(307, { location: `http://127.0.0.2:${inside.port}/` }).end(),
    )();
    expect(await hook(internet({ loopback: true })).send(to(away.url), never)).toEqual({
      sent: false,
      temporary: false,
      reason: 'HTTP 307',
    });
    expect(inside.calls()).toBe(0);
    await fetch(away.url, { method: 'POST' });
    expect(inside.calls()).toBe(1); // The control: whoever follows gets there.
    await away.close();
    inside.server.close();
  });

  it('is not reached by a name that changes between the check and the connection', async () => {
    const good = await counting('127.0.0.2');
    const inside = await counting('127.0.0.1', good.port);
    const rebinding = () => {
      const answers: Address[] = [{ address: '127.0.0.2', family: 4 }];
      return async (): Promise<readonly Address[]> => [answers.shift() ?? { address: '127.0.0.1', family: 4 }];
    };
    const egress: Egress = { ...internet({ loopback: true }), resolve: rebinding() };
    expect(await hook(egress).send(to(`http://receiver.example:${good.port}/`), never)).toMatchObject({ sent: true });
    expect([good.calls(), inside.calls()]).toEqual([1, 0]);
    // The control: look it up, find it good, and let the connection look it up again.
    const resolve = rebinding();
    expect(await resolve()).toEqual([{ address: '127.0.0.2', family: 4 }]);
    await new Promise((done) => {
      const lookup = (_host: string, _options: unknown, callback: (error: null, found: readonly Address[]) => void): void =>
        void resolve().then((found) => callback(null, found));
      const options = { host: 'receiver.example', port: good.port, method: 'POST', autoSelectFamily: true };
      request({ ...options, lookup: lookup as never }, (response) => response.resume().once('close', done)).end();
    });
    expect([good.calls(), inside.calls()]).toEqual([1, 1]);
    for (const { server } of [good, inside]) server.close();
  });

  it('is not reached through a proxy of the environment', async () => {
    const proxy = await counting('127.0.0.1');
    const inside = await counting('127.0.0.1');
    const restore = setGlobalProxyFromEnv({ http_proxy: `http://127.0.0.1:${proxy.port}`, https_proxy: `http://127.0.0.1:${proxy.port}` });
    try {
      expect(await hook(internet({ loopback: true })).send(to(`http://127.0.0.1:${inside.port}/`), never)).toMatchObject({ sent: true });
      expect([proxy.calls(), inside.calls()]).toEqual([0, 1]);
      await new Promise((done) => request(`http://127.0.0.1:${inside.port}/`, (response) => response.resume().once('close', done)).end());
      expect([proxy.calls(), inside.calls()]).toEqual([1, 1]); // The control: plain requests do go there.
    } finally {
      restore();
    }
    for (const { server } of [proxy, inside]) server.close();
  });
});
