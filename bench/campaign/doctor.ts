import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const COMMAND = join(__dirname, '..', '..', '..', '..', 'scripts', 'keyward.mjs');
const LIMIT_MS = 120_000;
const AGAIN_MS = 10_000;
const MOST_BYTES = 16 * 1024 * 1024;

interface Check {
  readonly name: string;
  readonly status: 'ok' | 'found' | 'not_checked' | 'failed';
  readonly findings?: readonly { readonly problem: string }[];
}

/** Settings of the nodes that are examined. */
export type Environment = Readonly<Record<string, string>>;

/** Whether it says that many requests were refused, which is what a load does whose nodes are killed or have wrong clocks. */
export function isOfRefusals(finding: string): boolean {
  return finding.startsWith('alerts: Alert error_rate');
}

/** What `keyward doctor` finds: the name of each check with a sentence for each problem. */
export async function doctorFindings(environment: Environment): Promise<readonly string[]> {
  const { output, errors } = await run({ HOST: '127.0.0.1', PORT: '0', NODE_ENV: 'production', ...environment });
  const checks = checksIn(output);
  if (checks.length === 0) {
    return [`doctor: it printed no checks: ${errors.slice(0, 500)}`];
  }
  return checks
    .filter(({ status }) => status === 'found' || status === 'failed')
    .flatMap(({ name, status, findings = [] }) =>
      findings.length === 0 ? [`${name}: ${status}`] : findings.map(({ problem }) => `${name}: ${problem}`),
    );
}

/** Examines again until nothing else is found, or the seconds are over: alerts end by themselves. */
export async function lastingFindings(
  environment: Environment,
  seconds: number,
  isKnown: (finding: string) => boolean = () => false,
): Promise<readonly string[]> {
  const end = performance.now() + seconds * 1_000;
  for (;;) {
    const found = (await doctorFindings(environment)).filter((finding) => !isKnown(finding));
    if (found.length === 0 || performance.now() + AGAIN_MS > end) {
      return found;
    }
    await pause(AGAIN_MS);
  }
}

/** It exits with 1 if it finds something. */
function run(environment: Environment): Promise<{ output: string; errors: string }> {
  const options = { env: { ...process.env, ...environment }, timeout: LIMIT_MS, maxBuffer: MOST_BYTES };
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, 'doctor', '--json'], options, (_error, output, errors) => {
      resolve({ output, errors });
    });
  });
}

/** The first line is JSON. */
function checksIn(output: string): readonly Check[] {
  try {
    return (JSON.parse(output) as { checks: readonly Check[] }).checks;
  } catch {
    return [];
  }
}
