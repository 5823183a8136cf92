import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { DOCUMENTS } from '../../src/core/openapi/documents';
import { sampleOf } from '../testkit/sample';

const PROJECT = resolve(__dirname, '../..');
const GENERATORS = ['openapi-typescript-codegen', 'openapi-typescript', 'hey-api', 'orval'];

const [native = '', ...others] = DOCUMENTS.map(({ file }) => join(PROJECT, file));
const documents = [native, ...sampleOf(others, 3)];

const COMPILER_OPTIONS = {
  strict: true,
  noEmit: true,
  target: 'es2022',
  module: 'esnext',
  moduleResolution: 'bundler',
  lib: ['es2022', 'dom', 'dom.iterable'],
  types: [],
};

const execute = promisify(execFile);
const run = (script: string, ...parameters: string[]) =>
  execute(process.execPath, [join(PROJECT, script), ...parameters], { cwd: PROJECT });

const folder = mkdtempSync(join(tmpdir(), 'keyward-clients-'));
beforeAll(() => run('scripts/tools.mjs'));
afterAll(() => rmSync(folder, { recursive: true }));

it.each(GENERATORS)(
  'the clients that %s makes of the documents compile under strict',
  async (generator) => {
    await run('tools/generate-clients.mjs', generator, folder, ...documents);
    const config = join(folder, `${generator}.json`);
    writeFileSync(config, JSON.stringify({ compilerOptions: COMPILER_OPTIONS, include: [`${generator}/**/*`] }));
    await run('node_modules/typescript/bin/tsc', '--project', config).catch((failure: unknown) => {
      throw new Error(`The clients do not compile: ${JSON.stringify(failure)}`);
    });
  },
  300_000,
);
