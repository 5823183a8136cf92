import { DomainError } from '../../common/errors/domain-error';
import type { FieldProblem } from '../../common/errors/problem';
import type { Behavior } from './behavior';

const FIELDS = { allowedCountries: 'allowed_countries', deniedCountries: 'denied_countries' } as const;

/** Country rules that nothing can decide. */
class CountryDatabaseMissing extends DomainError {
  readonly code = 'VALIDATION_ERROR';
  readonly kind = 'unprocessable';

  constructor(override readonly fields: readonly FieldProblem[]) {
    super(MESSAGE);
  }
}

const MESSAGE = 'Country rules need a country database: set COUNTRY_DATABASE';

/**
 * The country rules of a behavior, as problems of an installation without a country database.
 * @param parent the field that contains the behavior
 */
export function countryRuleProblems(behavior: Partial<Behavior>, parent = ''): FieldProblem[] {
  return (['allowedCountries', 'deniedCountries'] as const)
    .filter((name) => (behavior[name] ?? []).length > 0)
    .map((name) => ({
      field: parent + FIELDS[name],
      reason: 'country_database_missing',
      message: MESSAGE,
      rule: 'needsCountryDatabase',
    }));
}

export function refuseCountryRules(behavior: Partial<Behavior>, parent = ''): void {
  const problems = countryRuleProblems(behavior, parent);
  if (problems.length > 0) {
    throw new CountryDatabaseMissing(problems);
  }
}
