import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VERDICT_REFUSALS } from '../../sdk/src/generated/error-codes';
import { REFUSALS } from '../../src/verification/rules/verdict';
import { PROJECT } from './support/installed-sdk';

const GENERATED = readFileSync(join(PROJECT, 'sdk/src/generated/error-codes.ts'), 'utf8');
const CODE = /'([A-Z]+(?:_[A-Z\d]+)+)'/g;

/** Everything that looks like a code in the files in which the server defines its errors. */
function codesOfServer(): string[] {
  const files = readdirSync(join(PROJECT, 'src'), { recursive: true, encoding: 'utf8' });
  const definitions = files.filter((file) =>
    /\.errors\.ts$|error-tables\.ts$|domain-error\.ts$|to-problem\.ts$/.test(file),
  );
  const texts = definitions.map((file) => readFileSync(join(PROJECT, 'src', file), 'utf8'));
  return [...new Set(texts.flatMap((text) => [...text.matchAll(CODE)].flatMap(([, code]) => code ?? [])))];
}

it('the SDK knows every error code of the server', () => {
  const codes = codesOfServer();
  expect(codes.length).toBeGreaterThan(20);
  expect(codes.filter((code) => !GENERATED.includes(`'${code}'`))).toEqual([]);
});

it('the SDK knows every reason for which a license is refused', () => {
  expect(VERDICT_REFUSALS).toEqual(REFUSALS);
});
