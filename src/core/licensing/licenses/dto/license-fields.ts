import { ValidateBy } from 'class-validator';
import { isAddressPattern } from '../../../common/http/addresses';
import { isWellFormedKey } from '../../../catalog/policies/license-key';
import { normalizeDomainPattern } from '../../../licenses/domains/domains';
import { asRule } from '../../../common/validation/rules';

const MAX_LENGTH = 255;

/** Validates a license key: 1 to 255 characters without whitespace. */
export function IsLicenseKey(): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isWellFormedKey',
      validator: {
        validate: (key) => typeof key === 'string' && isWellFormedKey(key),
        defaultMessage: () => '$property must have 1 to 255 characters and no whitespace',
      },
    },
    asRule({ params: { min: 1, max: MAX_LENGTH } }),
  );
}

/** Validates a list of domains and patterns such as `*.example.com`. */
export function AreDomainPatterns(): PropertyDecorator {
  return AreAll(
    'isDomainPattern',
    'a domain such as example.com or *.example.com',
    (text) => normalizeDomainPattern(text) !== null,
  );
}

/** Validates a list of IP addresses, networks and patterns such as `10.0.0.*`. */
export function AreAddressPatterns(): PropertyDecorator {
  return AreAll('isAddressPattern', 'an address, a network or a pattern such as 10.0.0.*', isAddressPattern);
}

function AreAll(name: string, what: string, isOne: (text: string) => boolean): PropertyDecorator {
  return ValidateBy(
    {
      name,
      validator: {
        validate: (text) => typeof text === 'string' && text.length <= MAX_LENGTH && isOne(text),
        defaultMessage: () => `each value in $property must be ${what}`,
      },
    },
    { each: true },
  );
}
