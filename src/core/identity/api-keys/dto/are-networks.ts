import { ValidateBy } from 'class-validator';
import { isAddressPattern } from '../../../common/http/addresses';

/** Each value is an IP address or a network in CIDR notation. */
export function AreNetworks(): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isAddressPattern',
      validator: {
        validate: (text) =>
          typeof text === 'string' && text.length <= 64 && !text.includes('*') && isAddressPattern(text),
        defaultMessage: () => 'each value in $property must be an IP address or a network such as 10.0.0.0/8',
      },
    },
    { each: true },
  );
}
