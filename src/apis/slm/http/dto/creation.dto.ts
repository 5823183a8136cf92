import { ApiSchema } from '@nestjs/swagger';
import { isEmail } from 'class-validator';
import { isWellFormedKey } from '../../../../core/catalog';
import { type Calendar, defined, problem } from '../../../../core/common';
import type { NewSlmLicense } from '../../app/slm-creation.service';
import { mysqlDate } from '../../../kit/mysql-date';
import { IsSlmText } from './fields';

const MAX_DOMAINS = 1_000_000;

@ApiSchema({ name: 'CreationRequest' })
export class SlmCreateDto {
  @IsSlmText('Internal API key; may be sent in `X-API-Key` instead.')
  secret_key?: string;

  @IsSlmText('License key; generated in the format of the policy of the product by default.')
  license_key?: string;

  @IsSlmText('Reference, number or name of the product; that of the API key by default.', 'example-plugin')
  product_ref?: string;

  @IsSlmText('E-mail of the customer, who is created if not found. Without one, the license has no customer.')
  email?: string;

  @IsSlmText('First name of a new customer.', 'Ada')
  first_name?: string;

  @IsSlmText('Last name of a new customer.', 'Example')
  last_name?: string;

  @IsSlmText('Company of a new customer.')
  company_name?: string;

  @IsSlmText('Maximum number of domains; that of the policy by default.', '2')
  max_allowed_domains?: string;

  @IsSlmText(
    'Last day of the license, `YYYY-MM-DD` with any sign between its parts; by default, the policy decides.',
    '2030-12-31',
  )
  date_expiry?: string;

  @IsSlmText('`blocked` creates a blocked license; `pending`, which is the default, and `active` one that can be used.')
  lic_status?: string;

  @IsSlmText('Number of the sale in the shop, which a check returns.')
  txn_id?: string;

  @IsSlmText('Number of the subscription in the shop, which a check returns.')
  subscr_id?: string;

  @IsSlmText('Number of the user in the shop, which is stored.')
  user_ref?: string;

  static toLicense(input: SlmCreateDto, calendar: Calendar): NewSlmLicense {
    const { license_key, product_ref, email, lic_status = 'pending', txn_id, subscr_id, user_ref } = input;
    if (license_key !== undefined && !isWellFormedKey(license_key)) {
      throw problem('UNPROCESSABLE');
    }
    if (email !== undefined && !isEmail(email)) {
      throw problem('UNPROCESSABLE');
    }
    if (!['pending', 'active', 'blocked'].includes(lic_status)) {
      throw problem('UNPROCESSABLE');
    }
    const until = lastDay(input.date_expiry, calendar);
    return {
      product: product_ref,
      buyer: email === undefined ? undefined : { email, name: nameOf(input), company: input.company_name },
      ...defined({ key: license_key, maxActivations: domainsIn(input.max_allowed_domains) }),
      ...(until && { term: { until } }),
      ...(lic_status === 'blocked' && { state: 'blocked' as const }),
      metadata: defined({ txn_id, subscr_id, user_ref }),
    };
  }
}

function nameOf({ first_name, last_name }: SlmCreateDto): string | undefined {
  const name = [first_name, last_name].filter(Boolean).join(' ');
  return name === '' ? undefined : name;
}

function domainsIn(text: string | undefined): number | undefined {
  // Zero is the default, as PHP reads it.
  if (text === undefined || /^0+$/.test(text)) {
    return undefined;
  }
  const count = Number(text);
  if (!/^\d{1,7}$/.test(text) || count > MAX_DOMAINS) {
    throw problem('UNPROCESSABLE');
  }
  return count;
}

function lastDay(text: string | undefined, calendar: Calendar): Date | undefined {
  const date = text === undefined ? null : mysqlDate(text);
  if (date === undefined) {
    throw problem('UNPROCESSABLE');
  }
  return date === null ? undefined : calendar.endOf(date);
}
