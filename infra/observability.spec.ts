import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Metrics } from '#telemetry/metrics';
import { type MetricDefinition, metricTable } from '#telemetry/metric-table';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const yaml = (path: string) => parse(read(path), { merge: true });

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}
interface Panel {
  readonly id: number;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource: { readonly uid: string };
  readonly targets: readonly { readonly refId: string; readonly expr: string; readonly datasource: { readonly uid: string } }[];
}
interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly Panel[];
}

const rules = (yaml('infra/prometheus/alerts.yml').groups as readonly { readonly rules: readonly Rule[] }[]).flatMap(
  (group) => group.rules,
);
const dashboards = readdirSync(join(root, 'infra/grafana/dashboards')).map(
  (name) => JSON.parse(read(`infra/grafana/dashboards/${name}`)) as Dashboard,
);
const prometheus = yaml('infra/prometheus/prometheus.yml');
const { services } = yaml('docker-compose.yml');

const expressions = [
  ...rules.map(({ alert, expr }) => ({ of: alert, expr })),
  ...dashboards.flatMap(({ title, panels }) =>
    panels.flatMap((panel) => panel.targets.map(({ expr }) => ({ of: `${title}: ${panel.title}`, expr }))),
  ),
];

const OWN: Readonly<Record<string, MetricDefinition>> = metricTable;
/** Made by Prometheus and by what it asks. */
const FOREIGN = ['up', 'ALERTS', 'probe_success', 'probe_ssl_earliest_cert_expiry'];
/** Put on every sample by Prometheus, on buckets, and on alerts. */
const FOREIGN_LABELS = ['job', 'instance', 'le', 'alertname', 'alertstate', 'severity'];
const WORDS = /^(by|without|on|ignoring|group_left|group_right|and|or|unless|bool|offset|inf|nan)$/i;

/** Names of metrics in PromQL, each with the labels that are selected or grouped by in the expression. */
function usedIn(expr: string): { readonly metrics: readonly string[]; readonly labels: readonly string[] } {
  const selected = [...expr.matchAll(/\{([^}]*)\}/g)].flatMap(([, inside = '']) =>
    [...inside.matchAll(/(\w+)\s*[!=]~?/g)].map(([, label = '']) => label),
  );
  const grouped = [...expr.matchAll(/\b(?:by|without|on|ignoring)\s*\(([^)]*)\)/g)].flatMap(([, inside = '']) =>
    inside.split(',').map((label) => label.trim()),
  );
  const bare = expr.replace(/\{[^}]*\}|\[[^\]]*\]|"[^"]*"/g, ' ').replace(/\b(?:by|without|on|ignoring)\s*\([^)]*\)/g, ' ');
  const metrics = [...bare.matchAll(/(?<![\w.])[a-zA-Z_:][\w:]*(?!\s*\()\b(?!\s*\()/g)]
    .map(([name]) => name)
    .filter((name) => !WORDS.test(name));
  return { metrics: [...new Set(metrics)], labels: [...selected, ...grouped].filter((label) => label !== '') };
}
const definitionOf = (name: string): MetricDefinition | undefined => OWN[name] ?? OWN[name.replace(/_(bucket|sum|count)$/, '')];

describe('rules and dashboards', () => {
  it('are read for names as Prometheus reads them', () => {
    expect(usedIn('sum by (a, le) (rate(x_bucket{b="c", d!~"e"}[5m])) / on (f) y unless z offset 5m > 2e9')).toEqual({
      metrics: ['x_bucket', 'y', 'z'],
      labels: ['b', 'd', 'a', 'le', 'f'],
    });
  });

  it('use only metrics that a process shows', async () => {
    const node = new Set([...(await new Metrics().text()).matchAll(/^# TYPE ((?:process|nodejs)_\S+)/gm)].map(([, name]) => name));
    const unknown = expressions.flatMap(({ of, expr }) =>
      usedIn(expr)
        .metrics.filter((name) => definitionOf(name) === undefined && !FOREIGN.includes(name) && !node.has(name))
        .map((name) => `${of}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it('select and group by labels that the metrics have', () => {
    for (const { of, expr } of expressions) {
      const { metrics, labels } = usedIn(expr);
      const known = [...FOREIGN_LABELS, ...metrics.flatMap((name) => definitionOf(name)?.labels ?? [])];
      expect([of, labels.filter((label) => !known.includes(label))]).toEqual([of, []]);
    }
  });

  it('ask histograms by their parts, and take the rate of counters only', () => {
    for (const { of, expr } of expressions) {
      for (const name of usedIn(expr).metrics) expect([of, name, OWN[name]?.kind === 'histogram']).toEqual([of, name, false]);
      for (const [, name = ''] of expr.matchAll(/\b(?:rate|increase)\((\w+)/g))
        expect([of, name, /_(total|bucket|sum|count)$/.test(name)]).toEqual([of, name, true]);
    }
  });
});

describe('alerts', () => {
  const pageOf = (alert: string): string => alert.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

  it('say what is the matter in both languages, how urgent it is, and which page helps', () => {
    for (const { alert, labels, annotations } of rules) {
      expect(['page', 'ticket']).toContain(labels['severity']);
      expect(Object.keys(annotations)).toEqual(['summary', 'summary_en', 'runbook']);
      expect([alert, annotations['runbook']]).toEqual([alert, `docs/how-to/runbook/${pageOf(alert)}.md`]);
    }
  });

  it('have a page each, with what it means, what to look at and what to do; no page is left over', () => {
    const pages = readdirSync(join(root, 'docs/how-to/runbook')).filter((name) => name !== 'README.md');
    expect(pages.sort()).toEqual(rules.map(({ alert }) => `${pageOf(alert)}.md`).sort());
    const index = read('docs/how-to/runbook/README.md');
    for (const { alert, labels } of rules) {
      const text = read(`docs/how-to/runbook/${pageOf(alert)}.md`);
      expect(text.split('\n', 1)[0]).toBe(`# ${alert}`);
      for (const part of ['**Means.**', '**Look at.**', '**Do.**']) expect([alert, part, text.includes(part)]).toEqual([alert, part, true]);
      expect(index).toContain(`| [${alert}](${pageOf(alert)}.md) | ${labels['severity']} |`);
    }
  });

  it('are tried by promtool only where they exist', () => {
    const tests = yaml('infra/prometheus/alerts.test.yml').tests as readonly {
      readonly alert_rule_test: readonly { readonly alertname: string }[];
    }[];
    const names = rules.map(({ alert }) => alert);
    expect(tests.flatMap((test) => test.alert_rule_test.map(({ alertname }) => alertname)).filter((name) => !names.includes(name))).toEqual(
      [],
    );
  });
});

describe('the dashboards', () => {
  const [{ uid }] = yaml('infra/grafana/provisioning/datasources/prometheus.yml').datasources;

  it('are the two that are shipped, each of the provisioned data source', () => {
    expect(dashboards.map((dashboard) => dashboard.uid).sort()).toEqual(['tiendo-reminders', 'tiendo-service']);
    for (const { panels } of dashboards)
      for (const panel of panels)
        expect(new Set([panel.datasource.uid, ...panel.targets.map(({ datasource }) => datasource.uid)])).toEqual(new Set([uid]));
  });

  it('have panels with a title in both languages, ids of their own and a place that no other has', () => {
    for (const { panels } of dashboards) {
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
      const taken = new Set<string>();
      for (const { title, gridPos, targets } of panels) {
        expect(title === 'Redis' || title.includes(' / ')).toBe(true);
        expect(targets.length).toBeGreaterThan(0);
        expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
        const { x, y, w, h } = gridPos;
        expect(x + w).toBeLessThanOrEqual(24);
        for (let column = x; column < x + w; column++)
          for (let line = y; line < y + h; line++) {
            expect([title, taken.has(`${column} ${line}`)]).toEqual([title, false]);
            taken.add(`${column} ${line}`);
          }
      }
    }
  });
});

describe('who asks whom', () => {
  const ports = (kind: string): readonly string[] =>
    Object.entries<{ readonly environment?: { readonly PORT?: string } }>(services).flatMap(([name, { environment }]) =>
      name.startsWith(kind) && environment?.PORT !== undefined ? [`127.0.0.1:${environment.PORT}`] : [],
    );

  it('Prometheus asks every replica, on loopback', () => {
    const [api, worker] = ['tiendo-api', 'tiendo-worker'].map(
      (job) => prometheus.scrape_configs.find((one: { readonly job_name: string }) => one.job_name === job).static_configs[0].targets,
    );
    expect(api).toEqual(ports('api-'));
    expect(worker).toEqual(ports('worker-'));
    for (const name of ['prometheus', 'api-1', 'worker-1', 'proxy']) expect(services[name].network_mode).toBe('service:namespace');
  });

  it('the proxy passes on to every API, and to nothing else', () => {
    const upstreams = [...read('infra/proxy/nginx.conf').matchAll(/^\s*server ([\d.:]+)/gm)].map(([, address]) => address);
    expect(upstreams).toEqual(ports('api-'));
  });

  it('Grafana asks Prometheus where it listens; replicas send traces where the collector takes them', () => {
    const [{ url }] = yaml('infra/grafana/provisioning/datasources/prometheus.yml').datasources;
    expect(url).toBe('http://namespace:9090');
    expect(services.namespace.ports).toContain('127.0.0.1:9090:9090');
    const [, port] = yaml('infra/otel/collector.yml').receivers.otlp.protocols.http.endpoint.split(':');
    expect(services['api-1'].environment.TIENDO_OTLP).toBe(`http://otel:${port}`);
  });

  it('the nodes of the log are probed by the name that their certificates share', () => {
    const { tls_config: tls } = yaml('infra/prometheus/blackbox.yml').modules.log.tcp;
    expect(tls).toEqual({ ca_file: '/certificates/ca.crt', server_name: services.certificates.environment.SHARED_NAME });
    expect(prometheus.scrape_configs.at(-1).dns_sd_configs).toEqual([{ names: ['log'], type: 'A', port: 2113 }]);
  });
});
