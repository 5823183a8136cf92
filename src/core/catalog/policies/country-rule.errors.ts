import { fieldProblem, problem } from '../../common/errors/domain-error';
import type { FieldProblem } from '../../common/errors/problem';
import type { Behavior } from './behavior';

const FIELDS = { allowedCountries: 'allowed_countries', deniedCountries: 'denied_countries' } as const;

/**
 * The country rules of a behavior, as problems of an installation without a country database.
 * @param parent the field that contains the behavior
 */
export function countryRuleProblems(behavior: Partial<Behavior>, parent = ''): FieldProblem[] {
  return (['allowedCountries', 'deniedCountries'] as const)
    .filter((name) => (behavior[name] ?? []).length > 0)
    .map((name) => fieldProblem('COUNTRY_DATABASE_MISSING', { field: parent + FIELDS[name] }));
}

export function refuseCountryRules(behavior: Partial<Behavior>, parent = ''): void {
  const problems = countryRuleProblems(behavior, parent);
  if (problems.length > 0) {
    throw problem('COUNTRY_DATABASE_MISSING', { fields: problems });
  }
}
