import 'reflect-metadata';
import { Clock } from '../../../common/clock';
import { VERSION } from '../../../common/version';
import { CliError } from '../../kit/cli-error';
import { environment } from '../../kit/environment';
import type { PrintOptions } from '../../kit/print';
import { CHECKS } from './all-checks';
import type { CheckResult } from './check';
import { Context } from './context';
import { runChecks } from './run-checks';

/** Runs all checks and prints what they found. Fails if that is anything. */
export async function doctorCommand({ json }: PrintOptions): Promise<void> {
  const results = await examine();
  process.stdout.write(json ? `${JSON.stringify({ version: VERSION, checks: results })}\n` : report(results));
  const count = findingsOf(results).length;
  if (count > 0) {
    throw new CliError(count === 1 ? 'Found one problem' : `Found ${count} problems`);
  }
}

async function examine(): Promise<CheckResult[]> {
  const context = new Context(environment, new Clock().now());
  try {
    return await runChecks(CHECKS, context);
  } finally {
    await context.close();
  }
}

function findingsOf(results: readonly CheckResult[]) {
  return results.flatMap(({ name, findings }) => findings.map((finding) => ({ name, ...finding })));
}

function report(results: readonly CheckResult[]): string {
  const skipped = results.filter(({ status }) => status === 'not_checked');
  const good = results.filter(({ status }) => status === 'ok');
  const lines = [
    ...findingsOf(results).map(({ name, problem, remedy }) => `${name}: ${problem}\n  -> ${remedy}\n`),
    ...(skipped.length > 0 ? ['Not checked:'] : []),
    ...skipped.map(({ name, reason }) => `  ${name}: ${reason}`),
    `${results.length} checks: ${good.length} found nothing, ${results.length - good.length - skipped.length} found something, ${skipped.length} were not made`,
  ];
  return `${lines.join('\n')}\n`;
}
