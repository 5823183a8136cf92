import { isISO31661Alpha2, ValidateBy } from 'class-validator';
import { asRule } from '../../../common/validation/rules';

/** Kosovo, which has no code of ISO 3166-1. */
const KOSOVO = 'XK';

export function AreCountries(): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isCountry',
      validator: {
        validate: (code) => typeof code === 'string' && isCountry(code),
        defaultMessage: () => 'each value in $property must be the ISO 3166-1 alpha-2 code of a country, such as DE',
      },
    },
    { each: true, ...asRule({ params: { example: 'DE' } }) },
  );
}

function isCountry(code: string): boolean {
  return code === code.toUpperCase() && (code === KOSOVO || isISO31661Alpha2(code));
}
