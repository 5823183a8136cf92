import { Injectable } from '@nestjs/common';
import { Calendar } from '../../../core/common';
import { textIn, valueIn } from '../../../plugins/migration/shadowing/sent-fields';
import {
  type AcceptedLicense,
  type RequestedLicense,
  ShadowedApi,
  type ShadowedRequest,
} from '../../../plugins/migration/shadowing/shadowed-api';
import { DownloadTicketsService } from '../../../core/verification/internal';
import {
  acceptedCustomer,
  acceptedEnd,
  acceptedKey,
  acceptedLimit,
} from '../../../plugins/migration/shadowing/accepted-values';
import { EddProductsService } from '../app/edd-products.service';
import { EDD } from '../edd.dialect';
import { EddCallDto } from '../http/dto/license.dto';

const PACKAGE = /^\/edd-sl\/package_download\/[^/]+\/[^/]+\/([^/]+)\/[^/]+$/;
/** Calls whose answer is the verdict on the license; that of others has the same words. */
const JUDGING = ['check_license', 'activate_license'];

/** In front of a shop with the extension. */
@Injectable()
export class EddShadowing extends ShadowedApi {
  readonly dialect = EDD.name;
  /** Checksums have the ids of products in them. Texts and pictures of a plugin's page are those of the shop. */
  override readonly ignoredFields =
    /(?:^|\.)(?:checksum|price_id|payment_id|icons|banners|banners_rtl|sections|description|url|homepage|last_updated|contributors|added|donate_link|tags|rating|num_ratings)$/;
  /** Addresses with a ticket. */
  override readonly opaqueFields = /(?:^|\.)(?:package|download_link)$/;

  constructor(
    private readonly products: EddProductsService,
    private readonly tickets: DownloadTicketsService,
    private readonly calendar: Calendar,
  ) {
    super();
  }

  override async licenseOf({ path, fields }: ShadowedRequest): Promise<RequestedLicense> {
    const ticket = PACKAGE.exec(path)?.[1];
    if (ticket !== undefined) {
      const key = await this.keyOfTicket(ticket);
      return { key, readBy: key === undefined ? 'old server' : 'this server' };
    }
    const { key } = EddCallDto.toCall({ license: textIn(fields, 'license') });
    return key === '' ? {} : { key };
  }

  /** `license` is the verdict. `success` is true of each license that the shop knows. */
  override async acceptedLicense(
    answer: unknown,
    { fields }: ShadowedRequest,
    sent: string | undefined,
  ): Promise<AcceptedLicense | undefined> {
    const key = acceptedKey(sent);
    const expiresAt = acceptedEnd(valueIn(answer, 'expires'), this.calendar.zone, ['lifetime']);
    const maxActivations = acceptedLimit(valueIn(answer, 'license_limit'), ['0', 'unlimited']);
    const isValid = valueIn(answer, 'success') === true && valueIn(answer, 'license') === 'valid';
    const isVerdict = JUDGING.includes(textIn(fields, 'edd_action') ?? '');
    if (!isVerdict || !isValid || key === undefined || expiresAt === undefined || maxActivations === undefined) {
      return undefined;
    }
    const customer = acceptedCustomer(valueIn(answer, 'customer_email'), textIn(answer, 'customer_name'));
    const { item } = EddCallDto.toCall({ item_id: textOf(fields.item_id), item_name: textOf(fields.item_name) });
    const product = (await this.products.find(item))?.reference;
    return { key, product, expiresAt, maxActivations, customer };
  }

  /** Undefined for a ticket of the shop. */
  private async keyOfTicket(ticket: string): Promise<string | undefined> {
    try {
      return (await this.tickets.read(ticket)).license?.key;
    } catch {
      return undefined;
    }
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : undefined;
}
