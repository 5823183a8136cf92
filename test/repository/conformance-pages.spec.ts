import { expectPage } from '../conformance/page';
import { LANGUAGES } from '../conformance/languages';
import { SCENARIOS, SYSTEM_SCENARIOS } from '../conformance/scenario';
import { scenariosPage } from '../conformance/scenarios-page';

// After a change of the scenarios: KEYWARD_WRITE_PAGES=1 npx jest conformance-pages
it('has a page of what all clients do', () => {
  expectPage('docs/other-languages/scenarios.md', scenariosPage());
});

it.each([...SCENARIOS, ...SYSTEM_SCENARIOS])('says what the user sees: $name', ({ user, except = {} }) => {
  expect(user).toMatch(/^[A-Z].*\.$/);
  expect(LANGUAGES).toEqual(expect.arrayContaining(Object.keys(except)));
});
