import { setTimeout as elapsed } from 'node:timers/promises';
import { type Check, type CheckResult, type Finding, NotChecked, reasonOf } from './check';
import type { Context } from './context';
import { hideSecrets } from './hide-secrets';

const LIMIT_MS = 10_000;

/** Runs checks side by side. A check that fails or hangs affects no other. */
export function runChecks(checks: readonly Check[], context: Context, limitMs = LIMIT_MS): Promise<CheckResult[]> {
  return Promise.all(checks.map((check) => runCheck(check, context, limitMs)));
}

async function runCheck({ name, run, limitMs }: Check, context: Context, most: number): Promise<CheckResult> {
  try {
    const findings = await within(limitMs ?? most, async () => run(context));
    const shown = findings.map((finding) => withoutSecrets(finding, context));
    return { name, status: shown.length > 0 ? 'found' : 'ok', findings: shown, reason: null };
  } catch (error) {
    const reason = hideSecrets(reasonOf(error), context.environment);
    if (error instanceof NotChecked) {
      return { name, status: 'not_checked', findings: [], reason };
    }
    const problem = `This check ended with an error: ${reason}`;
    return { name, status: 'failed', findings: [{ problem, remedy: REPORT }], reason: null };
  }
}

const REPORT = 'Run `keyward doctor` again; if it happens again, report it with what `keyward support-bundle` writes.';

async function within<T>(limitMs: number, work: () => Promise<T>): Promise<T> {
  const done = new AbortController();
  const late = elapsed(limitMs, undefined, { signal: done.signal }).then(() => {
    throw new Error(`no result within ${limitMs / 1_000} seconds`);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    done.abort();
    late.catch(() => undefined);
  }
}

function withoutSecrets({ problem, remedy }: Finding, { environment }: Context): Finding {
  return { problem: hideSecrets(problem, environment), remedy };
}
