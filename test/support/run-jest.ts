import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_DIR } from '../../src/core/common/project';

interface Results {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

export interface Run {
  /** Why files failed. */
  readonly failures: readonly string[];
  /** The full names of the tests that passed. */
  readonly passed: readonly string[];
}

/**
 * Runs tests with another configuration, in a process of its own.
 * @param files regular expressions of paths; all if there are none
 * @param titles words of the tests to run; all if there are none
 */
export async function runJest(
  config: string,
  files: readonly string[] = [],
  titles: readonly string[] = [],
): Promise<Run> {
  const output = join(mkdtempSync(join(tmpdir(), 'jest-')), 'results.json');
  const jest = join(PROJECT_DIR, 'node_modules/jest/bin/jest.js');
  const { KEYWARD_TEST_CACHE: cache = '' } = process.env;
  const options = [
    '--config',
    config,
    '--cacheDirectory',
    cache,
    '--json',
    '--outputFile',
    output,
    '-t',
    titles.join('|'),
  ];
  // Its status says whether tests fail, and the results which.
  await new Promise<void>((resolve) => {
    execFile(process.execPath, [jest, ...options, ...files], { cwd: PROJECT_DIR }, () => resolve());
  });
  const { testResults } = JSON.parse(readFileSync(output, 'utf8')) as Results;
  return {
    failures: testResults.map(({ message }) => message).filter(Boolean),
    passed: testResults.flatMap(({ assertionResults }) =>
      assertionResults.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName),
    ),
  };
}
