import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectPage } from '../conformance/page';
import { LANGUAGES } from '../conformance/languages';
import { SCENARIOS, SYSTEM_SCENARIOS } from '../conformance/scenario';
import { scenariosPage } from '../conformance/scenarios-page';

const DRIVERS: Readonly<Record<(typeof LANGUAGES)[number], string>> = {
  TypeScript: 'test/conformance/typescript-driver.ts',
  Python: 'sdk/python/tests/driver.py',
  Go: 'sdk/go/tests/driver/main.go',
  PHP: 'sdk/php/tests/driver.php',
  C: 'sdk/c/tests/driver.c',
  Java: 'sdk/java/src/test/java/io/github/keyward/Driver.java',
  'C#': 'sdk/csharp/tests/Driver.cs',
  Rust: 'sdk/rust/examples/driver/main.rs',
};

// After a change of the scenarios: KEYWARD_WRITE_PAGES=1 npx jest conformance-pages
it('has a page of what all clients do', () => {
  expectPage('docs/other-languages/scenarios.md', scenariosPage());
});

it.each([...SCENARIOS, ...SYSTEM_SCENARIOS])('says what the user sees: $name', ({ user, except = {} }) => {
  expect(user).toMatch(/^[A-Z].*\.$/);
  expect(LANGUAGES).toEqual(expect.arrayContaining(Object.keys(except)));
});

it.each(Object.entries(DRIVERS))('has a driver of under 200 lines for a client, as in %s', (_language, path) => {
  expect(readFileSync(join(__dirname, '../..', path), 'utf8').split('\n').length - 1).toBeLessThan(200);
});
