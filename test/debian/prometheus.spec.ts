import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { readProjectFile } from '../../src/core/common/project';
import { Load } from '../processes/load';
import { Program } from '../processes/program';
import { emptyDatabase, onDatabase } from '../testkit/database';
import { freePort } from '../support/free-port';
import { ReplicationClient } from '../support/replication-client';
import { MailListener } from '../testkit/smtp';
import { until } from '../testkit/until';
import { answering, WebhookListener } from '../testkit/webhook-listener';

const RULES = resolve(__dirname, '../../deploy/prometheus');
const METRICS_TOKEN = 'a-token-of-prometheus';
/** What Grafana replaces in queries, for the scrape interval of this test. */
const RATE_INTERVAL = '20s';
const SELECTOR = /\b(?:keyward|nodejs|process)_\w+(?:\{[^}]*\})?|\bup\{[^}]*\}/g;

interface Panel {
  title: string;
  targets?: { expr: string }[];
}

interface Rule {
  alert: string;
  expr: string;
}

const dashboard: { panels: Panel[] } = JSON.parse(readProjectFile('deploy/grafana/dashboards/keyward.json'));
const QUERIES = dashboard.panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr }) => [title, expr.replaceAll('$__rate_interval', RATE_INTERVAL)] as const),
);
const { groups }: { groups: { rules: Rule[] }[] } = parse(readProjectFile('deploy/prometheus/alerts.yml'));
const ALERTS = groups.flatMap(({ rules }) => rules);
const SELECTORS = [...new Set(ALERTS.flatMap(({ expr }) => expr.match(SELECTOR) ?? []))];

let folder: string;
let databaseUrl: string;
let node: Program;
let load: Load;
let prometheus: ChildProcess;
let address: string;
beforeAll(() => Program.build());
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-prometheus-'));
  databaseUrl = await emptyDatabase('prometheus');
  const settings = { DATABASE_URL: databaseUrl, DATABASE_READ_URL: databaseUrl, METRICS_TOKEN };
  node = await Program.start({ ...settings, WEBHOOK_ALLOW_PRIVATE: '1' });
  address = await startPrometheus();
  await ReplicationClient.start(databaseUrl, 'db2');
  await useServer();
});
afterAll(async () => {
  await load.stop();
  prometheus.kill();
  await once(prometheus, 'close');
  await Program.endAll();
  rmSync(folder, { recursive: true, force: true });
});

/** With the configuration of `deploy`, but for the address of the node and the interval. */
async function startPrometheus(): Promise<string> {
  const port = await freePort();
  const config = parse(readProjectFile('deploy/prometheus/prometheus.yml'));
  const [{ dns_sd_configs: _names, authorization, ...job }] = config.scrape_configs;
  const token = join(folder, 'metrics-token');
  writeFileSync(token, METRICS_TOKEN);
  expect(authorization).toEqual({ credentials_file: '/tmp/metrics-token' });
  const file = join(folder, 'prometheus.yml');
  const scraped = {
    ...job,
    authorization: { credentials_file: token },
    static_configs: [{ targets: [new URL(node.url).host] }],
  };
  writeFileSync(
    file,
    stringify({
      global: { scrape_interval: '1s', evaluation_interval: '1s' },
      rule_files: [join(RULES, config.rule_files[0])],
      scrape_configs: [scraped],
    }),
  );
  const options = [`--config.file=${file}`, `--storage.tsdb.path=${join(folder, 'data')}`, '--log.level=error'];
  prometheus = spawn('prometheus', [...options, `--web.listen-address=127.0.0.1:${port}`], { stdio: 'inherit' });
  const url = `http://127.0.0.1:${port}`;
  await until('Prometheus is ready', () => fetch(`${url}/-/ready`).then(({ ok }) => ok, () => false)); // prettier-ignore
  return url;
}

/** Checks of licenses, until the end; a webhook, a job, an e-mail, and a request that fails. */
async function useServer(): Promise<void> {
  const listener = await WebhookListener.start();
  listener.answers(answering(200));
  const admin = await node.logIn(node.adminPassword ?? '');
  const { status } = await node.call('POST', '/api/v1/webhooks', { url: listener.urlOf(), events: ['*'] }, admin);
  expect(status).toBe(201);
  const { body: license } = await node.call('POST', '/api/v1/licenses', { product: 'v2-default' }, admin);
  const key = { 'x-api-key': node.systemKey ?? '' };
  load = Load.start(4, (id) =>
    Number(id.slice(8)) % 10 === 0
      ? node.call('POST', '/api/license/verify', { license_key: license.key, hardware_hash: 'desk' }, key)
      : node.call('POST', '/api/v1/validate', { license_key: license.key, fingerprint: 'desk' }, key),
  );
  await onDatabase(
    databaseUrl,
    `SELECT graphile_worker.add_job('expired-licenses')`,
    'ALTER TABLE update_signing_keys RENAME TO hidden_keys',
  );
  expect((await node.call('GET', '/api/v1/update-signing-keys', undefined, admin)).status).toBe(500);
  await onDatabase(databaseUrl, 'ALTER TABLE hidden_keys RENAME TO update_signing_keys');
  await sendMail(admin);
  await load.more(100);
  await listener.arrived(1);
}

/** An e-mail that the SMTP server refuses for good. */
async function sendMail(admin: Record<string, string>): Promise<void> {
  const smtp = await MailListener.start({
    onRcptTo: (_address, _session, done) => done(Object.assign(new Error('No such user'), { responseCode: 550 })),
  });
  const settings = { 'mail.smtp_url': smtp.url, 'mail.from': 'sales@example.com' };
  expect((await node.call('PATCH', '/api/v1/settings', settings, admin)).status).toBe(200);
  const path = '/api/v1/mail-templates/license_issued/en/test';
  expect((await node.call('POST', path, { to: 'ada@example.com' }, admin)).status).toBe(201);
}

/** Throws the error of Prometheus. */
async function ask<T>(path: string, parameters: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(`${address}/api/v1/${path}?${String(new URLSearchParams(parameters))}`);
  const { status, data, error } = (await answer.json()) as { status: string; data: T; error?: string };
  if (status !== 'success') {
    throw new Error(error);
  }
  return data;
}

/** The values of a query, which are numbers. */
async function valuesOf(query: string): Promise<number[]> {
  const { result } = await ask<{ result: { value: [number, string] }[] }>('query', { query });
  return result.map(({ value }) => Number(value[1]));
}

async function hasValues(query: string): Promise<boolean> {
  const values = await valuesOf(query);
  return values.length > 0 && values.some((value) => !Number.isNaN(value));
}

it.each(QUERIES)('the dashboard shows %s: %s', async (_title, query) => {
  await until(`${query} has values`, () => hasValues(query));
});

it('the dashboard names the API and the operation of requests', async () => {
  const rates = await ask<{ result: { metric: Record<string, string> }[] }>('query', {
    query: 'sum by (dialect, method, route) (keyward_http_requests_total)',
  });
  const metrics = rates.result.map(({ metric }) => metric);
  expect(metrics).toContainEqual({ dialect: 'native', method: 'POST', route: '/api/v1/validate' });
  expect(metrics).toContainEqual({ dialect: 'v2', method: 'POST', route: '/api/license/verify' });
});

it.each(SELECTORS)('the alerts read series that the server has: %s', async (selector) => {
  await until(`${selector} has values`, () => hasValues(selector));
});

it('the primary reports the WAL that a standby has not replayed', async () => {
  const lag = async () => Math.max(...(await valuesOf('keyward_standby_lag_bytes{standby="db2"}')));
  await until('the standby is behind', async () => (await lag()) > 0);
});

it('Prometheus evaluates all alerts without an error, and none fires', async () => {
  interface Evaluated {
    name: string;
    health: string;
    state: string;
  }
  const evaluated = async () =>
    (await ask<{ groups: { rules: Evaluated[] }[] }>('rules')).groups.flatMap(({ rules }) => rules);
  await until('all rules are evaluated', async () => (await evaluated()).every(({ health }) => health !== 'unknown'));
  const rules = await evaluated();
  expect(rules.map(({ name }) => name)).toEqual(ALERTS.map(({ alert }) => alert));
  expect(rules.filter(({ health, state }) => health !== 'ok' || state === 'firing')).toEqual([]);
});

it('each alert fires when its fault is made', () => {
  const tests = readProjectFile('deploy/prometheus/alerts.test.yml');
  execFileSync('promtool', ['test', 'rules', join(RULES, 'alerts.test.yml')], { encoding: 'utf8' });
  const expected: { alertname: string; exp_alerts: unknown[] }[] = parse(tests).tests.flatMap(
    ({ alert_rule_test }: { alert_rule_test: unknown[] }) => alert_rule_test,
  );
  const fired = new Set(expected.filter(({ exp_alerts }) => exp_alerts.length > 0).map(({ alertname }) => alertname));
  expect([...fired].sort()).toEqual(ALERTS.map(({ alert }) => alert).sort());
});

it('the faults of that test are made of series that the server has', async () => {
  const tests: { input_series: { series: string }[] }[] = parse(
    readProjectFile('deploy/prometheus/alerts.test.yml'),
  ).tests;
  const series = new Set(tests.flatMap((test) => test.input_series).map(({ series: one }) => one));
  expect(series.size).toBeGreaterThan(10);
  for (const one of series) {
    // All labels, with any values but for those that the alerts read.
    const labels = one.replace(/(instance|dialect|method|route|pool|statement|standby|job_name|le)="[^"]*"/g, '$1!=""');
    expect([labels, await hasValues(labels)]).toEqual([labels, true]);
  }
});

it('a node that is stopped raises KeywardDown', async () => {
  await load.stop();
  node.signal('SIGTERM');
  const pending = async () =>
    (await ask<{ alerts: { labels: Record<string, string> }[] }>('alerts')).alerts.map(
      ({ labels }) => labels.alertname,
    );
  await until('the alert is pending', async () => (await pending()).includes('KeywardDown'));
});
