import { Injectable } from '@nestjs/common';
import { AlertRule } from '../alerts/alert-rule';
import { CountryDatabaseService } from './country-database.service';

/** Licenses are refused, because their country rules need a database. */
@Injectable()
export class CountryDatabaseRule extends AlertRule {
  readonly type = 'country_database_missing';
  readonly scope = 'node';

  constructor(private readonly countries: CountryDatabaseService) {
    super();
  }

  check(): Promise<string | null> {
    const { isMissing } = this.countries;
    return Promise.resolve(
      isMissing ? 'Licenses with country rules are refused, because COUNTRY_DATABASE is not set' : null,
    );
  }
}
