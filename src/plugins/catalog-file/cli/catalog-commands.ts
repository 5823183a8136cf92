import { createInterface } from 'node:readline/promises';
import { type Catalog, type CatalogPlan, type ChangeReason, KeywardError } from '#sdk';
import { catalogYaml } from '../catalog-yaml';
import { CliError } from '../../cli/kit/cli-error';
import type { PrintOptions } from '../../cli/kit/print';
import { callServer } from '../../cli/server/call-server';
import { type CatalogFile, readCatalogFile } from './catalog-file';
import { describePlan } from './describe-plan';

/** The exit code of a diff that finds differences. */
const DIFFERENT = 2;

interface DiffOptions extends PrintOptions {
  readonly prune: boolean;
}

interface ApplyOptions extends DiffOptions, ChangeReason {
  readonly yes: boolean;
}

export async function exportCatalogCommand({ json }: PrintOptions): Promise<void> {
  const catalog = await callServer((keyward) => keyward.catalog.export());
  process.stdout.write(json ? `${JSON.stringify(catalog)}\n` : await catalogYaml(catalog));
}

export async function diffCatalogCommand(path: string, { json, prune }: DiffOptions): Promise<void> {
  const plan = await diffOf(await readCatalogFile(path), prune);
  print(plan, json);
  process.exitCode = plan.changes.length > 0 ? DIFFERENT : 0;
}

/** Applies what it shows: if the catalog changes meanwhile, the server refuses. */
export async function applyCatalogCommand(path: string, options: ApplyOptions): Promise<void> {
  const { json, prune, yes, reason, reference } = options;
  if (!yes && (json || path === '-' || !process.stdin.isTTY)) {
    throw new CliError('There is nobody to ask: look at the diff, and apply it with --yes');
  }
  const file = await readCatalogFile(path);
  const plan = await diffOf(file, prune);
  print(plan, json);
  if (plan.changes.length === 0) {
    return;
  }
  if (!yes) {
    await confirm();
  }
  const body = { ...catalogOf(file), reason, reference };
  await locating(file, () => callServer((keyward) => keyward.catalog.apply(body, { plan: plan.plan, prune })));
  process.stdout.write(json ? '' : 'Applied.\n');
}

function diffOf(file: CatalogFile, prune: boolean): Promise<CatalogPlan> {
  return locating(file, () => callServer((keyward) => keyward.catalog.diff(catalogOf(file), { prune })));
}

/** The server validates it. */
function catalogOf({ value }: CatalogFile): Catalog {
  return value;
}

/** Errors name lines of the file. */
async function locating<T>(file: CatalogFile, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const details = error instanceof CliError && error.cause instanceof KeywardError ? error.cause.details : undefined;
    const lines = Array.isArray(details) ? details.flatMap((detail) => file.describe(detail)) : [];
    throw lines.length > 0 ? new CliError(lines.join('\nkeyward: '), { cause: error }) : error;
  }
}

async function confirm(): Promise<void> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question('Apply? [y/N] ').finally(() => prompt.close());
  if (!/^y(es)?$/i.test(answer.trim())) {
    throw new CliError('Nothing was applied');
  }
}

function print(plan: CatalogPlan, json: boolean): void {
  process.stdout.write(json ? `${JSON.stringify(plan)}\n` : `${describePlan(plan)}\n`);
}
