import { readFileSync } from 'node:fs';

/** Settings with a secret, which can be in a file: `ADMIN_PASSWORD_FILE` names the file. SECRETS_KEY_FILE is a setting itself. */
const SECRETS = [
  'DATABASE_URL',
  'DATABASE_DIRECT_URL',
  'DATABASE_READ_URL',
  'REDIS_URL',
  'ADMIN_PASSWORD',
  'JWT_SECRET',
  'LICENSE_DATA_KEY',
  'LICENSE_DATA_OLD_KEYS',
  'SECRETS_OLD_KEYS',
  'METRICS_TOKEN',
];

/** Names of the variables that name files. */
export function fileVariables(ofDialects: readonly { readonly name: string }[]): string[] {
  return [...SECRETS, ...ofDialects.map(({ name }) => name)].map(fileVariable);
}

interface WithFiles {
  readonly environment: NodeJS.ProcessEnv;
  readonly problems: readonly string[];
}

/** The environment with the contents of these files, without the line end that editors add. */
export function withSecretFiles(given: NodeJS.ProcessEnv, ofDialects: readonly { readonly name: string }[]): WithFiles {
  const environment = { ...given };
  const problems: string[] = [];
  for (const name of [...SECRETS, ...ofDialects.map((variable) => variable.name)]) {
    const file = fileVariable(name);
    const path = given[file]?.trim() ?? '';
    if (path === '') {
      continue;
    }
    if ((given[name] ?? '').trim() !== '') {
      problems.push(`${file} must not be set together with ${name}`);
      continue;
    }
    try {
      environment[name] = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    } catch (error) {
      problems.push(`${file} must name a file that can be read: ${reasonOf(error)}`);
    }
  }
  return { environment, problems };
}

function fileVariable(name: string): string {
  return `${name}_FILE`;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
