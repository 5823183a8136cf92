import type { Behavior } from '../../catalog/policies/behavior';
import type { CountryDatabase } from '../../platform/countries/country-database';

/** Finds the country of an address; null without a database. */
export type Countries = Pick<CountryDatabase, 'countryOf'> | null;

export function hasCountryRule({ allowedCountries, deniedCountries }: Behavior): boolean {
  return allowedCountries.length > 0 || deniedCountries.length > 0;
}

/** Without a database, no address is allowed; an address without a country is in no list. */
export function isCountryAllowed(behavior: Behavior, countries: Countries, address: string | null): boolean {
  if (!hasCountryRule(behavior)) {
    return true;
  }
  const { allowedCountries, deniedCountries } = behavior;
  const country = address === null ? null : (countries?.countryOf(address) ?? null);
  const isAllowed = allowedCountries.length === 0 || isIn(allowedCountries, country);
  return countries !== null && isAllowed && !isIn(deniedCountries, country);
}

function isIn(countries: readonly string[], country: string | null): boolean {
  return country !== null && countries.includes(country);
}
