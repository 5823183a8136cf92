import { DomainError } from '../../common/errors/domain-error';
import type { FieldProblem } from '../../common/errors/problem';
import type { Behavior } from './policy.entity';

const FIELDS = { allowedCountries: 'allowed_countries', deniedCountries: 'denied_countries' } as const;

/** A country rule that nothing can decide. */
class CountryDatabaseMissing extends DomainError {
  readonly code = 'VALIDATION_ERROR';
  readonly kind = 'unprocessable';
  override readonly fields: readonly FieldProblem[];

  constructor(field: string) {
    super('Country rules need a country database: set COUNTRY_DATABASE');
    this.fields = [{ field, reason: 'country_database_missing', message: this.message }];
  }
}

/** @param parent the field that contains the behavior */
export function refuseCountryRules(behavior: Partial<Behavior>, parent = ''): void {
  for (const name of ['allowedCountries', 'deniedCountries'] as const) {
    if ((behavior[name] ?? []).length > 0) {
      throw new CountryDatabaseMissing(parent + FIELDS[name]);
    }
  }
}
