import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readProjectFile } from '../../src/core/common/project';
import { formerCommit } from '../support/former-release';

interface Workflow {
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { run?: string; with?: Record<string, unknown> }[] }>
  >;
}

it('refuses to take the present commit for the former release, as it would in a clone without history', () => {
  const clone = mkdtempSync(join(tmpdir(), 'keyward-clone-'));
  mkdirSync(join(clone, 'src/core/migrations'), { recursive: true });
  writeFileSync(join(clone, 'src/core/migrations/1796700001200-create-portal-sessions.ts'), '');
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], { cwd: clone });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message=One commit');
  expect(() => formerCommit(clone)).toThrow('would be HEAD itself: this clone is shallow');
  rmSync(clone, { recursive: true });
});

it('the workflow that runs the tests fetches the history', () => {
  const { jobs } = parse(readProjectFile('.github/workflows/test.yml')) as Workflow;
  const testing = Object.values(jobs).filter(({ steps }) => steps.some(({ run }) => run?.includes('.ci/run')));
  expect(testing).toHaveLength(1);
  expect(testing[0]?.steps[0]?.with).toMatchObject({ 'fetch-depth': 0 });
});
