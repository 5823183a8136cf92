import { Injectable } from '@nestjs/common';
import { isProblem, plugins, problem, referenced } from '../../../core/common';
import { type Customer, CustomersService } from '../../../core/customers';
import { LicensesService } from '../../../core/licensing';
import { SettingValuesService, UnitOfWork } from '../../../core/platform';
import { PortalBrandService } from '../frame/portal-brand.service';
import { personOf, type PortalVisitor } from '../frame/portal-visitor';
import { PORTAL } from '../frame/portal.settings';
import { allowedReturnUrl } from '../frame/return-url';
import { licensePath } from '../licenses/license-words';
import { PortalLicensesService } from '../licenses/portal-licenses.service';
import { PortalLinksService } from '../sign-in/portal-links.service';
import { PortalSessionsService } from '../sign-in/portal-sessions.service';
import { LICENSES_PATH } from '../sign-in/sign-in-pages';

export const PORTAL_SESSION_PAGES = ['licenses', 'license', 'devices', 'orders', 'renew'] as const;
export type PortalSessionPage = (typeof PORTAL_SESSION_PAGES)[number];

/** Where the page of a license leads on. */
const PLACES = { license: '', devices: '#devices', renew: '/renew' } as const;

const ORDERS_PATH = '/portal/orders';

export interface NewPortalSession {
  /** Uid, reference or e-mail address. */
  readonly customer: string;
  readonly page?: PortalSessionPage | undefined;
  /** Uid or key. */
  readonly license?: string | undefined;
  readonly returnUrl?: string | undefined;
  readonly seconds: number;
}

export interface CreatedPortalSession {
  readonly url: string;
  readonly expiresAt: Date;
}

/** Creates the links by which the vendor's own site signs customers in. */
@Injectable()
export class CreatePortalSessionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: SettingValuesService,
    private readonly customers: CustomersService,
    private readonly licenses: LicensesService,
    private readonly brand: PortalBrandService,
    private readonly owned: PortalLicensesService,
    private readonly links: PortalLinksService,
    private readonly sessions: PortalSessionsService,
  ) {}

  create({ customer: id, seconds, ...input }: NewPortalSession): Promise<CreatedPortalSession> {
    const missing = this.brand.missing.join(', ');
    if (missing !== '') {
      throw problem('PORTAL_INCOMPLETE', { missing });
    }
    const returnUrl = this.returnUrlOf(input);
    return this.work.run(async () => {
      const { visitor, customer } = await this.find(id);
      const opens = await this.pathOf(visitor, input);
      const token = this.links.newToken();
      const link = { email: visitor.email, opens, returnUrl };
      const expiresAt = await this.links.addOfVendor(token, link, seconds * 1_000);
      await this.work.record([this.work.changeRecord('customer.portal_session_created', customer, null, null)]);
      return { url: this.brand.urlOf(`/portal/sign-in?token=${token}`), expiresAt };
    });
  }

  private returnUrlOf({ returnUrl }: Pick<NewPortalSession, 'returnUrl'>): string | null {
    if (returnUrl === undefined) {
      return null;
    }
    const allowed = allowedReturnUrl(returnUrl, this.settings.get(PORTAL.returnUrls));
    if (allowed === null) {
      throw problem('PORTAL_RETURN_URL_REFUSED');
    }
    return allowed;
  }

  /** A reference may look like an e-mail address: it is looked for first. */
  private async find(id: string): Promise<{ visitor: PortalVisitor; customer: Customer }> {
    try {
      const customer = await this.customers.get(id);
      if (customer.email === null) {
        throw problem('CUSTOMER_WITHOUT_EMAIL');
      }
      return { visitor: await this.visitorOf(customer.email), customer };
    } catch (error) {
      if (!isProblem(error, 'CUSTOMER_NOT_FOUND') || !id.includes('@')) {
        throw error;
      }
    }
    const visitor = await this.visitorOf(id);
    return { visitor, customer: await this.customers.getByNumber(personOf(visitor).customerId) };
  }

  private async visitorOf(email: string): Promise<PortalVisitor> {
    const visitor = await this.sessions.visitorOf(email);
    if (!visitor) {
      throw problem('CUSTOMER_NOT_FOUND');
    }
    return visitor;
  }

  private async pathOf(
    visitor: PortalVisitor,
    { license, page = license === undefined ? 'licenses' : 'license' }: Pick<NewPortalSession, 'license' | 'page'>,
  ): Promise<string> {
    if (page === 'licenses' || page === 'orders') {
      return pathOfAll(page, license);
    }
    if (license === undefined) {
      return page === 'renew' ? LICENSES_PATH : lacksLicense();
    }
    const path = licensePath(await referenced('license', this.uidOf(visitor, license)));
    return `${path}${PLACES[page]}`;
  }

  /** A license of another customer is refused like one that does not exist. */
  private async uidOf(visitor: PortalVisitor, id: string): Promise<string> {
    const { license } = await this.licenses.get(id);
    await this.owned.get(visitor, license.uid);
    return license.uid;
  }
}

function pathOfAll(page: 'licenses' | 'orders', license: string | undefined): string {
  if (license !== undefined) {
    throw problem('PORTAL_LICENSE_UNUSED');
  }
  if (page === 'licenses') {
    return LICENSES_PATH;
  }
  const pages = plugins().flatMap(({ portal }) => portal?.navigation ?? []);
  if (!pages.some(({ path }) => path === ORDERS_PATH)) {
    throw problem('PORTAL_PAGE_OFF');
  }
  return ORDERS_PATH;
}

function lacksLicense(): never {
  throw problem('PORTAL_LICENSE_MISSING');
}
