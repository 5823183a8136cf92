import { VERSION } from '../common/version';
import { placeOf } from '../platform/config/postgres-url';
import type { Settings } from '../platform/config/settings';
import { codeOf, reasonOf } from './error-reason';
import { StartupError } from './fatal-error';
import { BackgroundMigrationFailed, BackgroundMigrationUnfinished } from './background-migrations';
import { NewerDatabase } from './oldest-release';
import { FormerDatabase } from '../migrations/former-migrations';
import { PreparationFailed } from './prepare-database';

type PortSetting = 'PORT' | 'TLS_PORT';

const LISTENING: Readonly<Record<string, (settings: Settings, setting: PortSetting) => string>> = {
  EADDRINUSE: (settings, setting) =>
    `Port ${settings[setting]} is in use already: stop the program that listens there, or set ${setting} to another port.`,
  EACCES: (settings, setting) =>
    `Port ${settings[setting]} may not be opened by this user: set ${setting} to a port above 1023.`,
  EADDRNOTAVAIL: ({ HOST }) => `HOST is ${HOST}, which is not an address of this machine.`,
  ENOTFOUND: ({ HOST }) => `HOST is ${HOST}, which is not an address of this machine.`,
};

export function toListenStartupError(error: unknown, settings: Settings, setting: PortSetting = 'PORT'): Error {
  const sentence = LISTENING[codeOf(error)];
  return sentence ? new StartupError(sentence(settings, setting), { cause: error }) : asError(error);
}

export function toCertificateStartupError(error: unknown): Error {
  return new StartupError(
    `TLS_CERT and TLS_KEY must be the paths of a PEM certificate and its key: ${reasonOf(error)}.`,
    { cause: error },
  );
}

// Node's connection and certificate errors, and PostgreSQL's connection, authentication and resource errors.
const CONNECTION_CODES = /^(E[A-Z]+|EAI_AGAIN|.*(CERT|TLS|SSL).*|UNABLE_TO_.*|(08|28|3D|53|57P).*)$/;
const CONNECTION_MESSAGES = /timeout|terminated|does not support SSL/i;
const INSUFFICIENT_PRIVILEGE = '42501';

/** @param setting the setting that contains the URL */
export function toDatabaseStartupError(error: unknown, setting: string, url: string): Error {
  if (error instanceof PreparationFailed) {
    return toPreparationStartupError(error, setting, url);
  }
  if (error instanceof FormerDatabase) {
    return new StartupError(`${setting}: ${error.message} at ${placeOf(url)}. ${error.remedy}`, { cause: error });
  }
  if (error instanceof NewerDatabase) {
    return toNewerStartupError(error, setting, url);
  }
  if (error instanceof BackgroundMigrationUnfinished) {
    return toUnfinishedStartupError(error, url);
  }
  if (error instanceof BackgroundMigrationFailed) {
    return new StartupError(`The database at ${placeOf(url)} cannot be prepared: ${error.message}.`, { cause: error });
  }
  return isConnectionError(error)
    ? new StartupError(
        `${setting}: the database at ${placeOf(url)} cannot be used: ${reasonOf(error)}.${tlsRemedy(error, setting)}`,
        { cause: error },
      )
    : asError(error);
}

const CERTIFICATE_CODES = /CERT|TLS|SSL|^UNABLE_TO_/;

/** Begins with a blank; empty for an error that is not about the certificate. */
export function tlsRemedy(error: unknown, setting: string): string {
  return CERTIFICATE_CODES.test(codeOf(error))
    ? ` Name the provider's certificate authority by sslrootcert in ${setting} or by NODE_EXTRA_CA_CERTS: docs/operate/install.md#tls-to-the-database.`
    : '';
}

function toPreparationStartupError({ step, cause }: PreparationFailed, setting: string, url: string): Error {
  const reason = reasonOf(cause);
  if (codeOf(cause) === INSUFFICIENT_PRIVILEGE) {
    return new StartupError(`${setting}: its user may not make the tables that Keyward needs: ${reason}.`, { cause });
  }
  return codeOf(cause) !== '' || isConnectionError(cause)
    ? new StartupError(`The database at ${placeOf(url)} cannot be prepared: ${step} failed: ${reason}.`, { cause })
    : asError(cause);
}

function toNewerStartupError({ migration, version, needed }: NewerDatabase, setting: string, url: string): Error {
  const release = version === null ? 'a later release' : `release ${version}`;
  const start = needed === null ? 'that release' : `Keyward ${needed}`;
  return new StartupError(
    `${setting}: the database at ${placeOf(url)} was migrated by ${release} (${migration}), and this is ${VERSION}: start ${start} or a later one.`,
  );
}

function toUnfinishedStartupError(error: BackgroundMigrationUnfinished, url: string): Error {
  const { migration, needed, progress } = error;
  const state = progress ? `is at ${progress.percent} %` : 'has not begun';
  const wait = progress ? 'leave the servers of the former release running until it has finished, or ' : '';
  return new StartupError(
    `The database at ${placeOf(url)} cannot be migrated to ${VERSION} yet: ${migration} needs the background migration ${needed}, which ${state}: ${wait}run \`keyward migrate --finish\` with this release.`,
    { cause: error },
  );
}

function isConnectionError(error: unknown): boolean {
  return CONNECTION_CODES.test(codeOf(error)) || CONNECTION_MESSAGES.test(reasonOf(error));
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
