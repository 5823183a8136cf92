import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { constantTimeEqual } from '../../common/constant-time-equal';
import { publicAddress } from '../../common/http/base-url';
import { Customer } from '../../customers/customers/customer.entity';
import { CustomersService } from '../../customers/customers/customers.service';
import { SecretsService } from '../../platform/config/secrets.service';
import { Settings } from '../../platform/config/settings';
import { UnitOfWork } from '../../platform/database/unit-of-work';

/** Path of the page on which a customer unsubscribes from news. */
export const UNSUBSCRIBE_PATH = '/unsubscribe';

/** Signed links with which customers opt out of news without signing in. They do not expire: e-mails are kept for years. */
@Injectable()
export class UnsubscribeLinksService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: Settings,
    private readonly secrets: SecretsService,
    private readonly customers: CustomersService,
  ) {}

  /** Whether there can be links: without PUBLIC_URL, the address of this server is unknown. */
  get arePossible(): boolean {
    return this.settings.PUBLIC_URL !== undefined;
  }

  async linkFor({ uid }: Pick<Customer, 'uid'>): Promise<string> {
    return publicAddress(this.settings.PUBLIC_URL, `${UNSUBSCRIBE_PATH}/${uid}.${await this.signatureOf(uid)}`);
  }

  /** The customer of a link; null if the link is invalid or the customer was deleted. */
  async read(token: string): Promise<Customer | null> {
    const [uid = '', signature = ''] = token.split('.');
    const isOurs = isUUID(uid) && constantTimeEqual(signature, await this.signatureOf(uid));
    return isOurs ? this.work.manager.findOneBy(Customer, { uid }) : null;
  }

  /** Repeating it changes nothing. Returns false if the link is invalid. */
  async optOut(token: string): Promise<boolean> {
    const customer = await this.read(token);
    if (customer?.newsOptedOutAt === null) {
      await this.customers.change(customer.uid, { newsOptOut: true });
    }
    return customer !== null;
  }

  private async signatureOf(uid: string): Promise<string> {
    const key = await this.secrets.get('JWT_SECRET');
    return createHmac('sha256', key).update(`keyward unsubscribe ${uid}`).digest('base64url');
  }
}
