/**
 * Sends requests through infra/proxy/nginx.conf to two replicas that misbehave on demand: `node infra/check.mjs` runs it where there is an
 * nginx. Ports and the folder for temporary files are replaced; all else is the file as it is.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** A replica: answers with its name, unless told to do worse. */
class Replica {
  asked = [];
  misbehave = null;
  server = createServer((request, response) => {
    this.asked.push({ method: request.method, url: request.url, host: request.headers.host });
    request.resume();
    request.on('end', () => (this.misbehave === null ? response.end(this.name) : this.misbehave(request, response)));
  });

  constructor(name) {
    this.name = name;
  }

  async listen(port = 0) {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = this.server.address().port;
  }

  async goAway() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function freePort() {
  const one = new Replica('');
  await one.listen();
  await one.goAway();
  return one.port;
}

/** @param nginx path of the program @returns the names of what held */
export async function checkProxy(nginx, configuration) {
  const folder = mkdtempSync(join(tmpdir(), 'tiendo-proxy-'));
  const replicas = [new Replica('one'), new Replica('two')];
  await Promise.all(replicas.map((replica) => replica.listen()));
  const port = await freePort();
  const file = join(folder, 'nginx.conf');
  const text = readFileSync(configuration, 'utf8')
    .replace('listen 3000', `listen 127.0.0.1:${port}`)
    .replace('127.0.0.1:3001', `127.0.0.1:${replicas[0].port}`)
    .replace('127.0.0.1:3002', `127.0.0.1:${replicas[1].port}`)
    .replaceAll('/tmp/', `${folder}/`);
  writeFileSync(file, text);
  mkdirSync(join(folder, 'logs'));
  const proxy = spawn(nginx, ['-c', file, '-p', folder, '-e', 'stderr', '-g', 'daemon off;'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  proxy.stderr.on('data', (chunk) => (said += chunk));
  const url = `http://127.0.0.1:${port}`;
  try {
    for (let tries = 0; !(await answers(url)); tries++) {
      if (tries > 100 || proxy.exitCode !== null) throw new Error(`nginx did not start: ${said}`);
      await setTimeout(50);
    }
    return await expectations({ url, replicas, proxy });
  } finally {
    // The master takes its workers with it; killed, it would leave them.
    if (proxy.exitCode === null && proxy.kill('SIGTERM')) await once(proxy, 'exit');
    await Promise.all(replicas.map((replica) => replica.goAway()));
    rmSync(folder, { recursive: true });
  }
}

const answers = (url) =>
  fetch(url).then(
    () => true,
    () => false,
  );

async function expectations(subject) {
  const held = [];
  for (const [name, expectation] of Object.entries(EXPECTED)) {
    for (const replica of subject.replicas) Object.assign(replica, { misbehave: null, asked: [] });
    await expectation(subject);
    held.push(name);
  }
  return held;
}

const texts = async (url, times, init) =>
  Promise.all(Array.from({ length: times }, () => fetch(url, init).then((answer) => answer.text())));
const post = (headers = {}, body = '{}') => ({ method: 'POST', body, headers });
const command = post({ 'idempotency-key': 'a' });
const broken = (_request, response) => response.socket.destroy();
const notReady = (_request, response) => response.writeHead(503).end();
const problem = async (answer) => [answer.status, answer.headers.get('content-type'), (await answer.json()).code];

/** In this order: the last ones leave nothing standing. */
const EXPECTED = {
  'both replicas are asked, by the name that the caller used': async ({ url, replicas }) => {
    assert.deepEqual(new Set(await texts(url, 20)), new Set(['one', 'two']));
    assert.ok(replicas.every(({ asked }) => asked.every(({ host }) => host === new URL(url).host)));
  },
  'a replica that is not ready costs no answer, and is asked again': async ({ url, replicas: [one] }) => {
    one.misbehave = notReady;
    assert.deepEqual(new Set(await texts(url, 20)), new Set(['two']));
    assert.deepEqual(new Set(await texts(url, 20, command)), new Set(['two']));
    one.misbehave = null;
    assert.deepEqual(new Set(await texts(url, 20)), new Set(['one', 'two']));
  },
  'a command whose replica dies is said to the other; what has no id is said once': async ({ url, replicas: [one, two] }) => {
    one.misbehave = broken;
    assert.deepEqual(new Set(await texts(url, 20, command)), new Set(['two']));
    [one.asked, two.asked] = [[], []];
    const answered = await Promise.all(Array.from({ length: 10 }, () => fetch(url, post())));
    assert.equal(one.asked.length + two.asked.length, 10);
    assert.equal(answered.filter(({ status }) => status === 503).length, one.asked.length);
    assert.ok(one.asked.length > 0);
  },
  'both not ready: their own answer comes through, and nobody is out afterwards': async ({ url, replicas }) => {
    for (const replica of replicas) replica.misbehave = notReady;
    assert.equal((await fetch(url)).status, 503);
    for (const replica of replicas) replica.misbehave = null;
    assert.equal((await fetch(url)).status, 200);
  },
  'a live stream comes through as it is written': async ({ url, replicas }) => {
    let write;
    for (const replica of replicas)
      replica.misbehave = (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
        write = (text) => response.write(text);
      };
    const signal = AbortSignal.timeout(5_000);
    const [stream] = await once(get(`${url}/api/v1/live`, { signal }), 'response', { signal });
    for (const text of [': alive\n\n', 'data: 1\n\n', 'data: 2\n\n']) {
      write(text);
      assert.equal(String((await once(stream, 'data', { signal }))[0]), text);
    }
    stream.destroy();
  },
  'a body that is too large is a problem; one for the attachments is not': async ({ url }) => {
    const large = post({ 'idempotency-key': 'a' }, Buffer.alloc(1_100_000));
    assert.deepEqual(await problem(await fetch(url, large)), [413, 'application/problem+json', 'payload-too-large']);
    assert.equal((await fetch(`${url}/api/v1/attachments`, large)).status, 200);
  },
  'no metrics of some replica': async ({ url }) => assert.equal((await fetch(`${url}/metrics`)).status, 404),
  'a replica that is down costs nothing, not even a POST without an id': async ({ url, replicas: [one] }) => {
    const { port } = one;
    await one.goAway();
    assert.deepEqual(new Set(await texts(url, 20, post())), new Set(['two']));
    await one.listen(port);
    assert.deepEqual(new Set(await texts(url, 20)), new Set(['one', 'two']));
  },
  'none answers: a problem that says when to come back': async ({ url, replicas }) => {
    const ports = replicas.map(({ port }) => port);
    await Promise.all(replicas.map((replica) => replica.goAway()));
    for (const init of [{}, post(), command]) {
      const answer = await fetch(url, init);
      assert.equal(answer.headers.get('retry-after'), '1');
      assert.deepEqual(await problem(answer), [503, 'application/problem+json', 'not-ready']);
    }
    await Promise.all(replicas.map((replica, index) => replica.listen(ports[index])));
  },
  'told to stop, it finishes what it began and takes nothing new': async ({ url, replicas, proxy }) => {
    for (const replica of replicas) replica.misbehave = (_request, response) => setTimeout(500).then(() => response.end('late'));
    const late = fetch(url);
    while (replicas.every(({ asked }) => asked.length === 0)) await setTimeout(10);
    proxy.kill('SIGQUIT');
    assert.equal(await (await late).text(), 'late');
    if (proxy.exitCode === null) await once(proxy, 'exit');
    assert.equal(proxy.exitCode, 0);
    assert.equal(await answers(url), false);
  },
};
