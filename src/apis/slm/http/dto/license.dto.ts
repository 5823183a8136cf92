import { ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import type { Calendar } from '../../../../core/common';
import type { Activation, License, LicenseStatus } from '../../../../core/licenses';
import { type LicenseDetails, sentDomain } from '../../app/slm-licenses.service';
import { SlmAnswerDto } from './answer.dto';
import { IsSlmText } from './fields';

/** MySQL's date without a value. */
export const NO_DATE = '0000-00-00';
/** The largest number of the plugin's column. */
export const UNLIMITED = '2147483647';

const STATUSES: Partial<Record<LicenseStatus, SlmStatus>> = {
  unused: 'pending',
  not_started: 'pending',
  expired: 'expired',
  blocked: 'blocked',
  disabled: 'blocked',
  revoked: 'blocked',
};
type SlmStatus = 'pending' | 'active' | 'blocked' | 'expired';

@ApiSchema({ name: 'CheckRequest' })
export class SlmKeyDto {
  @IsSlmText('API key of kind external; may be sent in `X-API-Key` instead.')
  secret_key?: string;

  @IsSlmText('License key.', 'DEMO-UNUSED-0003')
  license_key?: string;
}

@ApiSchema({ name: 'ActivationRequest' })
export class SlmDomainDto extends SlmKeyDto {
  @IsSlmText('Domain of the program; by default, an activation takes the address of the connection.', 'example.com')
  registered_domain?: string;

  @IsSlmText('Name of the product in the program, which a check returns.', 'Example Plugin')
  item_reference?: string;
}

@ApiSchema({ name: 'RegisteredDomain' })
export class SlmDomainRowDto {
  /** Number of the activation. */
  id!: string;

  /** Number of the license. */
  lic_key_id!: string;

  /** License key. */
  lic_key!: string;

  /** Domain as the program sent it. */
  registered_domain!: string;

  /** Name of the product in the program; empty if it sent none. */
  item_reference!: string;

  static from(activation: Activation, license: License): SlmDomainRowDto {
    return {
      id: String(activation.id),
      lic_key_id: String(license.id),
      lic_key: license.key,
      registered_domain: sentDomain(activation),
      item_reference: activation.name ?? '',
    };
  }
}

const text = (description: string, example?: string) =>
  ApiPropertyOptional({ type: String, description, ...(example !== undefined && { example }) });

/** All fields are texts, as the plugin reads them from its database. */
@ApiSchema({ name: 'CheckAnswer' })
export class SlmDetailsDto extends SlmAnswerDto {
  @text('License key.', 'DEMO-UNUSED-0003')
  license_key?: string;

  @ApiPropertyOptional({ enum: ['pending', 'active', 'blocked', 'expired'], description: 'Status of the license.' })
  status?: SlmStatus;

  @text('Maximum number of domains; 2147483647 is unlimited.', '2')
  max_allowed_domains?: string;

  @text('E-mail of the customer; empty without one.', 'ada@example.com')
  email?: string;

  @ApiPropertyOptional({ type: [SlmDomainRowDto], description: 'Active domains, the newest 1,000.' })
  registered_domains?: SlmDomainRowDto[];

  @text('Date of the creation.', '2027-01-31')
  date_created?: string;

  @text('Always `0000-00-00`: renewals are not dated.', NO_DATE)
  date_renewed?: string;

  @text('Last day of the license; `0000-00-00` if it does not expire.', '2030-12-31')
  date_expiry?: string;

  @text('Today, in the time zone of the installation.', '2027-02-01')
  date?: string;

  @text('Reference of the product.', 'example-plugin')
  product_ref?: string;

  @text('First name of the customer.', 'Ada')
  first_name?: string;

  @text('Last name of the customer.', 'Example')
  last_name?: string;

  @text('Company of the customer.')
  company_name?: string;

  @text('Number of the sale in the shop; else, the ID of the order.')
  txn_id?: string;

  @text('Number of the subscription in the shop.')
  subscr_id?: string;

  static from({ license, activations }: LicenseDetails, now: Date, calendar: Calendar): SlmDetailsDto {
    const { key, maxActivations, customer, product, expiresAt, metadata, orderId } = license;
    const [first = '', ...others] = (customer?.name ?? '').split(' ');
    return {
      result: 'success',
      message: 'License key details retrieved.',
      license_key: key,
      status: STATUSES[license.statusAt(now)] ?? 'active',
      max_allowed_domains: maxActivations === null ? UNLIMITED : String(maxActivations),
      email: customer?.email ?? '',
      registered_domains: activations.map((activation) => SlmDomainRowDto.from(activation, license)),
      date_created: calendar.dateOf(license.createdAt),
      date_renewed: NO_DATE,
      date_expiry: expiresAt ? calendar.dateOf(expiresAt) : NO_DATE,
      date: calendar.dateOf(now),
      product_ref: product?.reference ?? '',
      first_name: first,
      last_name: others.join(' '),
      company_name: customer?.company ?? '',
      txn_id: textIn(metadata, 'txn_id') || (orderId ?? ''),
      subscr_id: textIn(metadata, 'subscr_id'),
    };
  }
}

function textIn(metadata: object, name: string): string {
  const value = (metadata as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : '';
}
