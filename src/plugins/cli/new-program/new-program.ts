import { existsSync } from 'node:fs';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_DIR } from '../../../core/common/project';
import { CliError } from '../kit/cli-error';
import { connectionInEnvironment } from '../kit/environment';
import { type ProgramLanguage, type ProgramValues, SAMPLES } from './samples';

const JWKS = '/.well-known/jwks.json';
const LIMIT_MS = 10_000;

/** Writes a sample program for one product of the server. */
export async function newProgramCommand(language: ProgramLanguage, folder: string, product: string): Promise<void> {
  const { files, replaced, commands } = SAMPLES[language];
  await expectEmpty(folder);
  const missing = Object.keys(files).find((file) => !existsSync(join(PROJECT_DIR, file)));
  if (missing !== undefined) {
    const remedy = missing === 'sdk/dist' ? 'Run `npm run sdk` first' : 'Run the command in a checkout of Keyward';
    throw new CliError(`There is no ${missing} here. ${remedy}.`);
  }
  const baseUrl = connectionInEnvironment().baseUrl.replace(/\/+$/, '');
  const values = { baseUrl, product, publicKey: await publicKeyOf(baseUrl) };
  for (const [from, to] of Object.entries(files)) {
    const filter = (path: string): boolean => !path.endsWith('__pycache__');
    await cp(join(PROJECT_DIR, from), join(folder, to), { recursive: true, filter });
  }
  for (const [file, replacements] of Object.entries(replaced)) {
    await fillIn(join(folder, file), replacements, values);
  }
  const steps = commands.map((command) => `  ${command}\n`).join('');
  process.stdout.write(
    `The program is in ${folder}. It asks ${baseUrl}, and pins its key ${values.publicKey}. In that folder:\n${steps}`,
  );
}

async function expectEmpty(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return [];
    }
    throw new CliError(`The folder ${folder} cannot be used: ${String(error)}`, { cause: error });
  });
  if (names.length > 0) {
    throw new CliError(`The folder ${folder} has files, which stay as they are: name a new folder.`);
  }
}

async function fillIn(
  path: string,
  replacements: (values: ProgramValues) => readonly (readonly [string, string])[],
  values: ProgramValues,
): Promise<void> {
  let text = await readFile(path, 'utf8');
  for (const [before, after] of replacements(values)) {
    if (text.split(before).length !== 2) {
      throw new Error(`${path} has the text ${before} not exactly once`);
    }
    text = text.replace(before, () => after);
  }
  await writeFile(path, text);
}

/** The key that signs answers now. */
async function publicKeyOf(baseUrl: string): Promise<string> {
  const published: unknown = await fetch(`${baseUrl}${JWKS}`, { signal: AbortSignal.timeout(LIMIT_MS) })
    .then((response) => response.json())
    .catch((error: unknown) => {
      throw new CliError(`No Keyward server answered at ${baseUrl}: start it, or set KEYWARD_URL.`, { cause: error });
    });
  const { keys } = Object(published) as { readonly keys?: unknown };
  const listed: readonly { readonly kty?: unknown; readonly x?: unknown }[] = Array.isArray(keys)
    ? keys.map(Object)
    : [];
  const key = listed.find(({ kty }) => kty === 'OKP')?.x;
  if (typeof key !== 'string') {
    throw new CliError(`${baseUrl}${JWKS} lists no key: KEYWARD_URL is the address of another server.`);
  }
  return key;
}
