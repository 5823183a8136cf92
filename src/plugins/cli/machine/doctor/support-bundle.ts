import 'reflect-metadata';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { availableParallelism, release, totalmem } from 'node:os';
import { VERSION } from '../../../../core/common/version';
import { SETTING_NAMES } from '../../../../core/platform/config/read-settings';
import { DIALECT_ENV } from '../../../../core/start/all-dialects';
import { CliError } from '../../kit/cli-error';
import { type PrintOptions, printRecord } from '../../kit/print';
import { CHECKS } from './all-checks';
import { describeDatabase } from './bundle-database';
import { type CheckResult, reasonOf } from './check';
import type { Context } from './context';
import { examine } from './doctor';
import { runChecks } from './run-checks';
import { scrub } from './scrub';

/** Settings whose values are neither secret nor name the operator. Of all others, only whether they are set. */
const SHOWN: ReadonlySet<string> = new Set([
  'PORT',
  'TLS_PORT',
  'DATABASE_POOL',
  'DATABASE_WAIT_S',
  'LICENSE_DATA_CIPHER',
  'OPEN_DIALECTS',
  'TIME_ZONE',
  'RATE_LIMIT_FACTOR',
  'SHUTDOWN_DELAY_MS',
  'DEMO',
  'WEBHOOK_ALLOW_PRIVATE',
  'NODE_ENV',
  'LOG_LEVEL',
]);

const OWNER_ONLY = 0o600;

/** Writes what support needs to know of this installation, without secrets and without customers, to a new file. */
export async function supportBundleCommand(path: string, options: PrintOptions): Promise<void> {
  const file = await create(path);
  try {
    const bundle = await examine(describe);
    await file.writeFile(`${JSON.stringify(bundle, null, 2)}\n`);
    const { size } = await file.stat();
    printRecord({ file: path, bytes: size }, options);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

async function create(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', OWNER_ONLY);
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw new CliError(
      isThere ? `${path} exists already: name another file` : `${path} cannot be written: ${reasonOf(error)}`,
    );
  }
}

async function describe(context: Context): Promise<object> {
  const [checks, database] = await Promise.all([runChecks(CHECKS, context), describeDatabase(context)]);
  return {
    created_at: context.now,
    version: VERSION,
    machine: {
      node: process.versions.node,
      platform: `${process.platform} ${process.arch} ${release()}`,
      processors: availableParallelism(),
      memory_bytes: totalmem(),
    },
    settings: settingsOf(context),
    checks: checks.map(scrubbed),
    database,
  };
}

function settingsOf(context: Context): object[] {
  const names = [...SETTING_NAMES, ...DIALECT_ENV.map(({ name }) => name)];
  return names.map((name) => ({
    name,
    is_set: context.isGiven(name),
    ...(SHOWN.has(name) ? { value: context.settings[name as keyof Context['settings']] } : {}),
  }));
}

function scrubbed({ findings, reason, ...result }: CheckResult): object {
  return {
    ...result,
    reason: reason === null ? null : scrub(reason),
    problems: findings.map(({ problem }) => scrub(problem)),
  };
}
