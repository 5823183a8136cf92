import { InvalidSettings, type Settings } from './platform/config/settings';
import { PreparationFailed } from './prepare-database';

/** Why the server does not start, as a sentence that tells the operator what to mend. */
export class StartupError extends Error {}

/** What to print of an error that ended the server: a sentence where the operator can mend it, else all that is known. */
export function describe(error: unknown): string {
  if (error instanceof StartupError || error instanceof InvalidSettings) {
    return error.message;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The launcher of the embedded database says itself what is wrong. */
export function toEmbeddedStartupError(error: unknown): Error {
  const sentence =
    WRITING.includes(codeOf(error)) || isOfMkdir(error)
      ? `The embedded database has no folder that it may write (${reasonOf(error)}): set DATA_DIR to one, or DATABASE_URL to a PostgreSQL.`
      : reasonOf(error);
  return new StartupError(sentence, { cause: error });
}

const WRITING: readonly string[] = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC'];

/** Node says ENOENT of a folder that is to be made on a read-only disk, and EEXIST where a file is in the way. */
function isOfMkdir(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'syscall' in error && error.syscall === 'mkdir';
}

type PortSetting = 'PORT' | 'TLS_PORT';

const LISTENING: Readonly<Record<string, (settings: Settings, setting: PortSetting) => string>> = {
  EADDRINUSE: (settings, setting) =>
    `Port ${settings[setting]} is in use already: end the program that listens there, or set ${setting} to another.`,
  EACCES: (settings, setting) =>
    `Port ${settings[setting]} may not be opened by this user: set ${setting} to one above 1023.`,
  EADDRNOTAVAIL: ({ HOST }) => `HOST is ${HOST}, which is no address of this machine.`,
  ENOTFOUND: ({ HOST }) => `HOST is ${HOST}, which is no address of this machine.`,
};

export function toListenStartupError(error: unknown, settings: Settings, setting: PortSetting = 'PORT'): Error {
  const sentence = LISTENING[codeOf(error)];
  return sentence ? new StartupError(sentence(settings, setting), { cause: error }) : asError(error);
}

export function toCertificateStartupError(error: unknown): Error {
  return new StartupError(
    `TLS_CERT and TLS_KEY must name files of a certificate and its key as PEM: ${reasonOf(error)}.`,
    { cause: error },
  );
}

// Node's errors of connections and certificates, PostgreSQL's of connections, log-ins, databases and limits, and what has no code.
const NO_WAY_IN = /^(E[A-Z]+|EAI_AGAIN|.*(CERT|TLS|SSL).*|UNABLE_TO_.*|(08|28|3D|53|57P).*)$/;
const NO_ANSWER = /timeout|terminated|does not support SSL/i;
const MAY_NOT = '42501';

/** @param setting the one that leads to this database */
export function toDatabaseStartupError(error: unknown, setting: string, url: string): Error {
  if (error instanceof PreparationFailed) {
    return preparationTrouble(error, setting, url);
  }
  return isOfConnection(error)
    ? new StartupError(`${setting}: the database at ${placeOf(url)} cannot be used: ${reasonOf(error)}.`, {
        cause: error,
      })
    : asError(error);
}

function preparationTrouble({ step, cause }: PreparationFailed, setting: string, url: string): Error {
  const reason = reasonOf(cause);
  if (codeOf(cause) === MAY_NOT) {
    return new StartupError(`${setting}: its user may not make the tables that Keyward needs: ${reason}.`, { cause });
  }
  return codeOf(cause) !== '' || isOfConnection(cause)
    ? new StartupError(`The database at ${placeOf(url)} cannot be prepared: ${step} failed: ${reason}.`, { cause })
    : asError(cause);
}

function isOfConnection(error: unknown): boolean {
  return NO_WAY_IN.test(codeOf(error)) || NO_ANSWER.test(reasonOf(error));
}

/** Where a database is, without who may enter it. */
function placeOf(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  return `${decodeURIComponent(host) || (searchParams.get('host') ?? '')}${decodeURIComponent(pathname)}`;
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** A name with several addresses fails once for each, and Node leaves the message empty then. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map(reasonOf).join(', ');
  }
  return error instanceof Error ? error.message : String(error);
}
