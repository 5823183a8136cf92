import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Why a reader of the log of license checks, or of what is counted of it, shows a caller of some products nothing of others. */
const READERS: Readonly<Record<string, 'scope' | 'license' | 'whole server' | 'no caller'>> = {
  'core/licensing/anomalies/anomaly-detection.service.ts': 'no caller',
  'core/licensing/anomalies/anomaly-rules.ts': 'no caller',
  'core/licensing/anomalies/cloned-devices.ts': 'no caller',
  'core/licensing/license-imports/license-import-job.ts': 'license',
  'core/licensing/requests/request-branches.ts': 'scope',
  'core/licensing/statistics/count-answers.service.ts': 'no caller',
  'core/licensing/statistics/dimension-statistics.service.ts': 'scope',
  'core/licensing/statistics/license-days.service.ts': 'scope',
  'core/licensing/statistics/live-stats.service.ts': 'whole server',
  'core/licensing/verifications/api-key-usage.service.ts': 'whole server',
  'core/licensing/verifications/verdict-log.service.ts': 'scope',
  'core/licensing/verifications/verdict-series.service.ts': 'whole server',
  'core/licensing/verifications/verification-records.service.ts': 'scope',
  'core/licensing/verifications/verification-stats.service.ts': 'scope',
  'core/verification/log/refused-activations.service.ts': 'no caller',
  'core/verification/log/refused-sessions.service.ts': 'scope',
  'plugins/cli/machine/doctor/content-checks.ts': 'no caller',
  'plugins/console/customers/customer-figures.service.ts': 'scope',
  'plugins/console/customers/customer-refusals.service.ts': 'scope',
  'plugins/console/license/license-verdicts.service.ts': 'license',
  'plugins/console/overview/refusal-rate.service.ts': 'whole server',
  'plugins/console/sessions/refused-starts.service.ts': 'scope',
  'plugins/migration/imports/undo-statements.ts': 'whole server',
};

const SOURCE = join(__dirname, '../../src');
const READS =
  /\b(?:FROM|JOIN)\s+(?:verifications|verification_counts|api_key_counts|statistics_days)\b|= 'verifications'/;
const KNOWS_PRODUCTS = /\b(?:productScope|productsOf|countedLicenses|licensesOfCustomer)\(/;

it('every reader of the log of license checks is known, with what it shows to a caller of some products', () => {
  const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/^core.migrations|\.spec\.ts$/.test(file))
    .map((file) => ({ file, text: readFileSync(join(SOURCE, file), 'utf8') }));
  const readers = sources.filter(
    ({ text }) => READS.test(text) || /\b(?:find|getRepository|QueryBuilder)\w*\(Verification\b/.test(text),
  );
  expect(readers.map(({ file }) => file).sort()).toEqual(Object.keys(READERS).sort());
  const careless = readers.filter(({ file, text }) => READERS[file] === 'scope' && !KNOWS_PRODUCTS.test(text));
  expect(careless.map(({ file }) => file)).toEqual([]);
});
