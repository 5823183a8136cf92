import { availableParallelism } from 'node:os';
import { validateSync } from 'class-validator';
import type { EnvVariable } from '../../common/settings/env-variable';
import { withSecretFiles } from './secret-files';
import { InvalidSettings, Settings } from './settings';

/**
 * Throws InvalidSettings, naming every invalid variable. An empty value counts as unset.
 * @param ofDialects the variables that dialects declare
 */
export function readSettings(
  environment: NodeJS.ProcessEnv,
  ofDialects: readonly EnvVariable[] = [],
): Readonly<Settings> {
  const { settings, problems } = inspectSettings(environment, ofDialects);
  if (problems.length > 0) {
    throw new InvalidSettings(`Settings: ${problems.join('; ')}.`);
  }
  return settings;
}

export interface InspectedSettings {
  /** An invalid value counts as unset. */
  readonly settings: Readonly<Settings>;
  /** A sentence for each invalid value, without the values of secrets. */
  readonly problems: readonly string[];
}

/** Like `readSettings`, but returns the problems. */
export function inspectSettings(
  variables: NodeJS.ProcessEnv,
  ofDialects: readonly EnvVariable[] = [],
): InspectedSettings {
  const { environment, problems } = withSecretFiles(variables, ofDialects);
  const given = ofDialects.filter(({ name }) => isGiven(environment[name]));
  const values = {
    ...valuesIn(environment),
    DIALECT_ENV: Object.fromEntries(given.map(({ name }) => [name, environment[name]])),
  };
  const errors = validateSync(Object.assign(new Settings(), values));
  const invalid = new Set(errors.map(({ property }) => property));
  const valid = Object.fromEntries(Object.entries(values).filter(([name]) => !invalid.has(name)));
  return {
    settings: Object.freeze(Object.assign(new Settings(), valid)),
    problems: [
      ...problems,
      ...errors.flatMap(({ constraints = {} }) => Object.values(constraints).slice(-1)),
      ...given.flatMap((variable) => problemOf(variable, environment[variable.name] ?? '')),
    ],
  };
}

type Reader = (text: string) => unknown;

const asText: Reader = (text) => text;

const asLowerCase: Reader = (text) => text.toLowerCase();

const asNumber: Reader = (text) => Number(text);

const asWorkers: Reader = (text) => (text.toLowerCase() === 'auto' ? availableParallelism() : Number(text));

const asFlag: Reader = (text) => ({ '1': true, true: true, '0': false, false: false })[text.toLowerCase()] ?? text;

const asList: Reader = (text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

const READERS: Readonly<Record<Exclude<keyof Settings, 'DIALECT_ENV'>, Reader>> = {
  PORT: asNumber,
  HOST: asText,
  TLS_CERT: asText,
  TLS_KEY: asText,
  TLS_PORT: asNumber,
  PUBLIC_URL: asText,
  DATABASE_URL: asText,
  DATABASE_DIRECT_URL: asText,
  DATABASE_READ_URL: asText,
  DATABASE_READ_MAX_LAG_S: asNumber,
  DATABASE_POOL: asNumber,
  WORKERS: asWorkers,
  KNOWN_DEVICES: asNumber,
  DATABASE_WAIT_S: asNumber,
  REDIS_URL: asText,
  DATA_DIR: asText,
  PG_BIN: asText,
  PG_SHARED_BUFFERS_MB: asNumber,
  BACKUP_DIR: asText,
  I18N_DIR: asText,
  ADMIN_PASSWORD: asText,
  JWT_SECRET: asText,
  LICENSE_DATA_KEY: asText,
  LICENSE_DATA_OLD_KEYS: asList,
  LICENSE_DATA_CIPHER: asLowerCase,
  SECRETS_KEY: asText,
  SECRETS_KEY_FILE: asText,
  SECRETS_OLD_KEYS: asList,
  TRUSTED_PROXIES: asList,
  DIALECT_HOSTS: asList,
  OPEN_DIALECTS: asList,
  PLUGINS_OFF: asList,
  PLUGINS: asList,
  COUNTRY_DATABASE: asText,
  TIME_ZONE: asText,
  RATE_LIMIT_FACTOR: asNumber,
  SHUTDOWN_DELAY_MS: asNumber,
  DEMO: asFlag,
  WEBHOOK_ALLOW_PRIVATE: asFlag,
  NODE_ENV: asText,
  METRICS_TOKEN: asText,
  OTEL_EXPORTER_OTLP_ENDPOINT: asText,
  LOG_LEVEL: asText,
};

function valuesIn(environment: NodeJS.ProcessEnv): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(READERS).flatMap(([name, read]) => {
      const text = environment[name];
      return isGiven(text) ? [[name, read(text)]] : [];
    }),
  );
}

function isGiven(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '';
}

function problemOf({ name, minLength, maxLength }: EnvVariable, text: string): string[] {
  const isValid = text.length >= minLength && text.length <= maxLength;
  return isValid ? [] : [`${name} must have ${minLength} to ${maxLength} characters`];
}

/** Names of all environment settings. */
export const SETTING_NAMES: readonly string[] = Object.keys(READERS);
