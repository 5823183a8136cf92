import { DAY } from '../../../src/core/common/calendar';
import { Permission } from '../../../src/core/identity/permissions/permission';
import { activate, issued } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import type { TestServer } from '../../testkit/server';
import type { ConsolePage } from './console-page';

const HOUR = 3_600_000;

/** A day with all that an overview can show. */
async function busy(server: TestServer): Promise<string> {
  const now = server.clock.now().getTime();
  const soon = new Date(now + 72 * HOUR).toISOString();
  const { key } = await issued(server, { expires_at: soon, max_activations: 3 });
  await activate(server, key, 'desk');
  await activate(server, key, 'a computer with a long name, much longer than any column');
  await server.asAdmin('POST', '/api/v1/api-keys', { body: { name: 'old-shop', kind: 'internal', expires_at: soon } });
  const { id, unusual } = {
    ...(await issued(server, { key: `UNUSUAL-4F7K-${now}-9XWE-4TUB-Q7RD` })),
    unusual: '{"devices": 9, "seats": 5}',
  };
  const sql = (statement: string, values: unknown[]) => server.dataSource.query(statement, values);
  await sql(
    `INSERT INTO anomalies (type, license_id, details, detected_at)
     SELECT 'license_hopping', id, $2, $3 FROM licenses WHERE uid = $1`,
    [id, unusual, new Date(now - 26 * HOUR)],
  );
  await sql(
    `INSERT INTO webhook_endpoints (url, events, format, description, secret, failing_since, created_at, updated_at)
     VALUES ('https://crm.halden.example/hooks/keyward', '{license.issued}', 'native', 'CRM of the sales team, whose name is long enough to wrap on a phone', '', $1, $1, $1)`,
    [new Date(now - 3 * HOUR)],
  );
  await sql(
    `INSERT INTO alerts (type, severity, message, node, raised_at, seen_at)
     VALUES ('error_rate', 'critical', '120 of 900 requests failed; the limit is 5 %', $2, $1, $1)`,
    [new Date(now), `license-1:${now}`],
  );
  await sql(COUNTS, [new Date(now)]);
  return '/console/overview?show=overview';
}

async function ruleToDelete(server: TestServer): Promise<string> {
  const rule = { anomaly: 'license_hopping', mail_customer: true, ask_sign_in: true, suspend_after_days: 14 };
  const { body } = await server.asAdmin('PUT', '/api/v1/monitoring/reaction-rules', { body: rule });
  return `/console/overview/anomalies/rules/${body.id}/delete`;
}

const COUNTS = `
  INSERT INTO verification_counts (at, dialect, operation, outcome, shard, count)
  SELECT date_bin('15 minutes', $1::timestamptz - quarter * interval '15 minutes', 'epoch'), 'v2', 'check', outcome, 0,
         ceil(share * (900 + 700 * sin(quarter / 15.3)) * CASE WHEN quarter BETWEEN 28 AND 31 AND share < 0.5 THEN 12 ELSE 1 END)
  FROM generate_series(0, 96 * 9) AS quarter, (VALUES
    ('VALID', 0.9), ('IN_GRACE', 0.04), ('PRODUCT_INACTIVE', 0.02), ('SEATS_EXHAUSTED', 0.011), ('EXPIRED', 0.009),
    ('DEVICE_MISMATCH', 0.003), ('NOT_FOUND', 0.002), ('COUNTRY_NOT_ALLOWED', 0.001), ('BLACKLISTED', 0.001)
  ) AS outcome (outcome, share)
  ON CONFLICT DO NOTHING`;

/** Statistics of a license whose seats are all taken, and of one that nobody uses. */
const counted =
  (path: string) =>
  async (server: TestServer): Promise<string> => {
    const { body: customer } = await server.asAdmin('POST', '/api/v1/customers', {
      body: { name: 'Universitätsklinikum Schleswig-Holstein, Campus Lübeck, Institut für Anatomie' },
    });
    const { key, id } = await issued(server, { customer_id: customer.id, max_activations: 2 });
    await activate(server, key, 'MIX-1', { app_version: '4.2.1' });
    await activate(server, key, 'MIX-2', { app_version: '4.3.0-rc.1+build.2027-06-15.linux-x64' });
    const { id: unused } = await issued(server, { customer_id: customer.id });
    await server.dataSource.query(`UPDATE licenses SET created_at = $2 WHERE uid = $1`, [
      unused,
      new Date(server.clock.now().getTime() - 60 * DAY),
    ]);
    await server.dataSource.query(
      `INSERT INTO statistics_days SELECT dimension, $2, product_id, value, 1240, 31, 2, $3
       FROM licenses, LATERAL (VALUES ('product', ''), ('version', '4.2.1'), ('version', ''), ('country', 'DE'),
         ('customer', customer_id::text)) AS counted (dimension, value)
       WHERE uid = $1 ON CONFLICT DO NOTHING`,
      [id, server.clock.now().toISOString().slice(0, 10), server.clock.now()],
    );
    await runJob(server, 'statistics');
    return path;
  };

export const PAGES: readonly ConsolePage[] = [
  {
    name: 'first-start',
    path: '/console/overview?show=steps',
    permission: Permission.MonitoringRead,
    isDocumented: true,
  },
  { name: 'overview', path: busy, permission: Permission.MonitoringRead, isDocumented: true },
  {
    name: 'activity-table',
    path: '/console/overview/activity?span=7d&table=verdicts',
    permission: Permission.MonitoringRead,
  },
  { name: 'activity', path: '/console/overview/activity', permission: Permission.MonitoringRead },
  { name: 'search', path: '/console/search?q=a', permission: Permission.LicensesRead },
  { name: 'statistics-none', path: '/console/reports/compare?by=country', permission: Permission.MonitoringRead },
  ...['version', 'customer'].map((by) => ({
    name: `statistics-${by}`,
    path: counted(`/console/reports/compare?by=${by}`),
    permission: Permission.MonitoringRead,
  })),
  { name: 'statistics', path: counted('/console/reports/compare'), permission: Permission.MonitoringRead },
  { name: 'reports', path: counted('/console/reports'), permission: Permission.LicensesRead },
  ...['unseen_for=60&expires_within=30', 'use=full', 'expires_within=365&table=1'].map((query, index) => ({
    name: `report-${index}`,
    path: counted(`/console/reports/licenses?${query}`),
    permission: Permission.LicensesRead,
  })),
  ...['devices?version=1.*', 'customers?added_within=30', 'sessions?state=ended'].map((query, index) => ({
    name: `report-of-others-${index}`,
    path: counted(`/console/reports/${query}`),
    permission: index === 1 ? Permission.CustomersRead : Permission.ActivationsRead,
  })),
  { name: 'anomalies', path: '/console/overview/anomalies', permission: Permission.MonitoringRead },
  {
    name: 'reaction-rule-new',
    path: '/console/overview/anomalies/rules/new',
    permission: Permission.MonitoringWrite,
  },
  { name: 'reaction-rule-delete', path: ruleToDelete, permission: Permission.MonitoringWrite },
];
