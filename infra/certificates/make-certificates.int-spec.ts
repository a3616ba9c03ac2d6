import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const SCRIPT = join(import.meta.dirname, 'make-certificates.sh');
const folder = mkdtempSync(join(tmpdir(), 'tiendo-certificates-'));
const PASSWORD = 'mot-mat-khau-rat-dai';

function make(more: Readonly<Record<string, string>> = {}): SpawnSyncReturns<string> {
  const env = {
    PATH: process.env['PATH'],
    CA_DIR: join(folder, 'ca'),
    CA_KEY_DIR: join(folder, 'ca-key'),
    NODES_DIR: join(folder, 'nodes'),
    NODES: 'log-1 log-2',
    SHARED_NAME: 'log',
    NODE_OWNER: `${process.getuid?.() ?? 0}`,
    ADMIN_PASSWORD: PASSWORD,
    ...more,
  };
  return spawnSync('sh', [SCRIPT], { env, encoding: 'utf8' });
}
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
const certificate = (path: string): X509Certificate => new X509Certificate(read(path));
const modeOf = (path: string): string => (statSync(join(folder, path)).mode & 0o777).toString(8);

beforeAll(() => {
  for (const name of ['ca', 'ca-key', 'nodes']) mkdirSync(join(folder, name));
  const { status, stderr } = make();
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the certificates of the log', () => {
  it('are signed by the authority, for each node by its own name and the shared one', () => {
    const ca = certificate('ca/ca.crt');
    expect(ca.ca).toBe(true);
    for (const node of ['log-1', 'log-2']) {
      const own = certificate(`nodes/${node}/node.crt`);
      expect([own.verify(ca.publicKey), own.ca, own.subject]).toEqual([true, false, 'O=Tiendo\nCN=tiendo-log-node']);
      expect(own.subjectAltName).toBe(`DNS:${node}, DNS:log, DNS:localhost, IP Address:127.0.0.1`);
      // A node shows it to clients, and to the other nodes as a client.
      expect(own.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
    }
  });

  it('leave the keys to their owner alone', () => {
    expect([modeOf('ca-key/ca.key'), modeOf('nodes/log-1/node.key'), modeOf('ca/ca.crt')]).toEqual(['600', '400', '444']);
  });

  it('are trusted by a client that knows the authority, under the shared name and no other', async () => {
    const server = createServer({ key: read('nodes/log-1/node.key'), cert: read('nodes/log-1/node.crt') }, (socket) => socket.end());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const trusted = async (servername: string, ca?: string): Promise<boolean> => {
      const socket = connect({ port, host: '127.0.0.1', servername, ...(ca === undefined ? {} : { ca }), rejectUnauthorized: true });
      try {
        await once(socket, 'secureConnect');
        return true;
      } catch {
        return false;
      } finally {
        socket.destroy();
      }
    };
    const ca = read('ca/ca.crt');
    expect([await trusted('log', ca), await trusted('elsewhere', ca), await trusted('log')]).toEqual([true, false, false]);
    server.close();
  });

  it('are kept while they are valid, and renewed under the same authority when one is lost', () => {
    const before = [read('ca/ca.crt'), read('nodes/log-1/node.crt')];
    rmSync(join(folder, 'nodes/log-2'), { recursive: true });
    expect(make().stdout).toMatch(/authority is kept[\s\S]*log-1 is kept[\s\S]*log-2 is new/);
    expect([read('ca/ca.crt'), read('nodes/log-1/node.crt')]).toEqual(before);
    expect(certificate('nodes/log-2/node.crt').verify(certificate('ca/ca.crt').publicKey)).toBe(true);
  });

  it('are renewed all together when the authority is another', () => {
    writeFileSync(join(folder, 'ca-key/ca.key'), '');
    expect(make().stdout).toMatch(/a new authority[\s\S]*log-1 is new[\s\S]*log-2 is new/);
    expect(certificate('nodes/log-1/node.crt').verify(certificate('ca/ca.crt').publicKey)).toBe(true);
  });

  it('are not made while the administrator has no password of his own', () => {
    for (const ADMIN_PASSWORD of ['', 'changeit', 'p@ss/word-that-is-long', '           spaces'])
      expect([ADMIN_PASSWORD, make({ ADMIN_PASSWORD }).status]).toEqual([ADMIN_PASSWORD, 1]);
    expect(make({ ADMIN_PASSWORD: '' }).stderr).toContain('KURRENTDB_ADMIN_PASSWORD');
  });
});
