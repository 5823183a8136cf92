import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VERDICT_REFUSALS } from '../../sdk/src/generated/error-codes';
import { ERROR_CODES } from '../../src/core/openapi/error-codes';
import { REFUSALS } from '../../src/core/verification/rules/verdict';
import { PROJECT } from './support/installed-sdk';

const GENERATED = readFileSync(join(PROJECT, 'sdk/src/generated/error-codes.ts'), 'utf8');
const CODE = /'([A-Z]+(?:_[A-Z\d]+)+)'/g;

/** The codes of the catalogue, and all that looks like one in the error tables of dialects. */
function codesOfServer(): string[] {
  const files = readdirSync(join(PROJECT, 'src'), { recursive: true, encoding: 'utf8' });
  const tables = files.filter((file) => file.endsWith('error-tables.ts'));
  const texts = tables.map((file) => readFileSync(join(PROJECT, 'src', file), 'utf8'));
  const ofDialects = texts.flatMap((text) => [...text.matchAll(CODE)].flatMap(([, code]) => code ?? []));
  return [...new Set([...ERROR_CODES.map(({ code }) => code), ...ofDialects])];
}

it('the SDK knows every error code of the server', () => {
  const codes = codesOfServer();
  expect(codes.length).toBeGreaterThan(70);
  expect(codes.filter((code) => !GENERATED.includes(`'${code}'`))).toEqual([]);
});

it('the SDK knows every reason for which a license is refused', () => {
  expect(VERDICT_REFUSALS).toEqual(REFUSALS);
});

it('the README explains every code of openLicense', () => {
  const source = readFileSync(join(PROJECT, 'sdk/src/license/program-code.ts'), 'utf8');
  const readme = readFileSync(join(PROJECT, 'sdk/README.md'), 'utf8');
  const codes = [...source.matchAll(CODE)].map(([, code = '']) => code);
  expect(codes.length).toBeGreaterThan(10);
  expect(codes.filter((code) => !readme.includes(`| \`${code}\` | \``))).toEqual([]);
});
