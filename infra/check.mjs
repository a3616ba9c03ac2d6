/**
 * Checks what specs cannot: Prometheus' files by promtool, the proxy by nginx itself. Not part of `npm test`, as both are programs of the system.
 *
 *   apt-get install prometheus nginx-light      or anything else that has promtool and nginx
 *   node infra/check.mjs                        0: all held; 1: something did not, or could not be checked
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkProxy } from './check-proxy.mjs';

const INFRA = fileURLToPath(new URL('.', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tiendo-check-'));

/** Every expression of the dashboards as a rule, for promtool to read. */
function dashboardRules() {
  const boards = join(INFRA, 'grafana/dashboards');
  const targets = readdirSync(boards).flatMap((name) =>
    JSON.parse(readFileSync(join(boards, name), 'utf8')).panels.flatMap((panel) => panel.targets),
  );
  const rules = targets.map(({ expr }, index) => ({ record: `dashboard:expression:${index}`, expr }));
  const file = join(folder, 'dashboards.json'); // JSON is YAML.
  writeFileSync(file, JSON.stringify({ groups: [{ name: 'dashboards', rules }] }));
  return file;
}

const isThere = (program) => spawnSync(program, ['--help']).error === undefined;

function promtool(...args) {
  const run = spawnSync('promtool', args, { cwd: join(INFRA, 'prometheus'), encoding: 'utf8' });
  return { name: `promtool ${args.slice(0, 2).join(' ')}`, fault: run.status === 0 ? null : `${run.stdout}${run.stderr}`.trim() };
}

async function proxy() {
  try {
    const held = await checkProxy('nginx', join(INFRA, 'proxy/nginx.conf'));
    return held.map((name) => ({ name: `proxy: ${name}`, fault: null }));
  } catch (error) {
    return [{ name: 'proxy', fault: error.stack }];
  }
}

const missing = (program) => [
  { name: program, fault: `there is no ${program}: apt-get install ${program === 'nginx' ? 'nginx-light' : 'prometheus'}` },
];

try {
  const checks = [
    ...(isThere('promtool')
      ? [
          promtool('check', 'config', 'prometheus.yml'),
          promtool('test', 'rules', 'alerts.test.yml'),
          { ...promtool('check', 'rules', dashboardRules()), name: 'expressions of the dashboards' },
        ]
      : missing('promtool')),
    ...(isThere('nginx') ? await proxy() : missing('nginx')),
  ];
  for (const { name, fault } of checks) console.log(fault === null ? `ok      ${name}` : `FAILED  ${name}\n${fault}`);
  process.exitCode = checks.every(({ fault }) => fault === null) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
