import { Injectable } from '@nestjs/common';
import { Calendar } from '../../../core/common';
import { textIn, valueIn } from '../../../plugins/migration/shadowing/sent-fields';
import { NamedProductsService } from '../../../plugins/migration/shadowing/named-products.service';
import {
  type AcceptedDevice,
  type AcceptedLicense,
  type DescribingRequest,
  ShadowedApi,
  type ShadowedRequest,
} from '../../../plugins/migration/shadowing/shadowed-api';
import {
  acceptedCustomer,
  acceptedEnd,
  acceptedKey,
  acceptedLimit,
  acceptedText,
} from '../../../plugins/migration/shadowing/accepted-values';
import { siteOf } from '../../kit/site-device';
import { SENT_DOMAIN } from '../app/slm-licenses.service';
import { ERROR_CODES } from '../http/error-codes';
import { NO_DATE, UNLIMITED } from '../http/dto/license.dto';
import { SLM } from '../slm.dialect';

const USABLE = ['active', 'pending'];
/** An activation that is refused because the domain is active already. */
const IN_USE: readonly unknown[] = [ERROR_CODES.licenseInUse, ERROR_CODES.licenseInUseAndMaxReached];

/** In front of a site with the plugin. */
@Injectable()
export class SlmShadowing extends ShadowedApi {
  readonly dialect = SLM.name;
  /** Fields of releases and forks of the plugin that this server does not have. */
  override readonly ignoredFields =
    /^(?:user_ref|lic_type|until|current_ver|manual_reset_count|date_activated|max_allowed_devices|registered_devices)$/;

  constructor(
    private readonly products: NamedProductsService,
    private readonly calendar: Calendar,
  ) {
    super();
  }

  /** An activation tells nothing of the license: its check does. */
  override describingRequest(answer: unknown, { fields }: ShadowedRequest, key: string): DescribingRequest | undefined {
    const isAccepted = valueIn(answer, 'result') === 'success' || IN_USE.includes(valueIn(answer, 'error_code'));
    if (fields.slm_action !== 'slm_activate' || !isAccepted) {
      return undefined;
    }
    const secret = textIn(fields, 'secret_key');
    const query = new URLSearchParams({
      slm_action: 'slm_check',
      license_key: key,
      ...(secret && { secret_key: secret }),
    });
    return { method: 'GET', path: `/?${query.toString()}` };
  }

  override async acceptedLicense(
    answer: unknown,
    { fields }: ShadowedRequest,
    sent: string | undefined,
  ): Promise<AcceptedLicense | undefined> {
    const key = acceptedKey(textIn(answer, 'license_key') ?? sent);
    const expiresAt = acceptedEnd(valueIn(answer, 'date_expiry'), this.calendar.zone, [NO_DATE]);
    const maxActivations = acceptedLimit(valueIn(answer, 'max_allowed_domains'), [UNLIMITED]);
    const isUsable = valueIn(answer, 'result') === 'success' && USABLE.includes(textIn(answer, 'status') ?? '');
    if (fields.slm_action !== 'slm_check' || !isUsable) {
      return undefined;
    }
    if (key === undefined || expiresAt === undefined || maxActivations === undefined) {
      return undefined;
    }
    const name = [textIn(answer, 'first_name'), textIn(answer, 'last_name')].filter(Boolean).join(' ');
    const product = [textIn(answer, 'product_ref'), textIn(fields, 'item_reference')];
    return {
      key,
      expiresAt,
      maxActivations,
      product: await this.products.referenceOf(product),
      customer: acceptedCustomer(valueIn(answer, 'email'), name, textIn(answer, 'company_name')),
      devices: domainsIn(valueIn(answer, 'registered_domains')),
    };
  }
}

function domainsIn(rows: unknown): AcceptedDevice[] {
  return (Array.isArray(rows) ? rows : []).flatMap((row: unknown) => {
    const domain = acceptedText(row, 255, 'registered_domain');
    const site = domain === undefined ? null : siteOf(domain, { keepWww: true });
    const name = acceptedText(row, 255, 'item_reference');
    return site ? [{ ...site.device, name, data: { [SENT_DOMAIN]: domain } }] : [];
  });
}
