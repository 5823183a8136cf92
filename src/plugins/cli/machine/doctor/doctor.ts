import 'reflect-metadata';
import { Clock } from '../../../../core/common/clock';
import { allFiles, declarationsOf, isOn } from '../../../../core/common/declarations/declarations';
import { pluginFoldersIn } from '../../../../core/common/declarations/plugin-folders';
import { VERSION } from '../../../../core/common/version';
import { CliError } from '../../kit/cli-error';
import { environment } from '../../kit/environment';
import type { PrintOptions } from '../../kit/print';
import { CHECKS } from './all-checks';
import type { CheckResult } from './check';
import { Context } from './context';
import type { FewPlugins } from './few-plugins';
import { runChecks } from './run-checks';

/** Runs all checks and prints what they found. Fails if that is anything. */
export async function doctorCommand({ json }: PrintOptions): Promise<void> {
  const { results, plugins } = await examine(async (context) => ({
    results: await runChecks(CHECKS, context),
    plugins: await pluginsOn(context),
  }));
  const whole = { version: VERSION, plugins, checks: results };
  process.stdout.write(json ? `${JSON.stringify(whole)}\n` : report(results, plugins));
  const count = findingsOf(results).length;
  if (count > 0) {
    throw new CliError(count === 1 ? 'Found one problem' : `Found ${count} problems`);
  }
}

async function pluginsOn(context: Context): Promise<string[]> {
  for (const { plugins, isInstalled } of declarationsOf<FewPlugins>('few-plugins')) {
    // A database that cannot be reached has a finding already.
    if (await isInstalled(context).catch(() => false)) {
      return [...plugins].sort();
    }
  }
  const found = pluginFoldersIn(allFiles()).filter(({ folder }) => isOn(folder));
  return found.map(({ name }) => name).sort();
}

/** Looks at this installation, and closes what was opened for it. */
export async function examine<T>(work: (context: Context) => Promise<T>): Promise<T> {
  const context = new Context(environment, new Clock().now());
  try {
    return await work(context);
  } finally {
    await context.close();
  }
}

function findingsOf(results: readonly CheckResult[]) {
  return results.flatMap(({ name, findings }) => findings.map((finding) => ({ name, ...finding })));
}

function report(results: readonly CheckResult[], plugins: readonly string[]): string {
  const skipped = results.filter(({ status }) => status === 'not_checked');
  const good = results.filter(({ status }) => status === 'ok');
  const bad = results.length - good.length - skipped.length;
  const lines = [
    ...findingsOf(results).map(({ name, problem, remedy }) => `${name}: ${problem}\n  -> ${remedy}\n`),
    ...(skipped.length > 0 ? ['Not checked:', ...namesByReason(skipped)] : []),
    `Plug-ins that are on: ${plugins.join(', ')}`,
    `${results.length} checks: ${good.length} found nothing, ${bad} found something, ${skipped.length} were not made`,
  ];
  return `${lines.join('\n')}\n`;
}

function namesByReason(skipped: readonly CheckResult[]): string[] {
  return [...new Set(skipped.map(({ reason }) => reason))].map((reason) => {
    const names = skipped.filter((each) => each.reason === reason).map(({ name }) => name);
    return `  ${names.join(', ')}: ${reason}`;
  });
}
