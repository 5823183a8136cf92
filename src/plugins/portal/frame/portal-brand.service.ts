import { Injectable, type OnModuleInit } from '@nestjs/common';
import { publicAddress } from '../../../core/common';
import { MailQueueService, Settings, SettingValuesService } from '../../../core/platform';
import { MAIL_SERVER, ManageUrlService, readMailbox } from '../../../core/platform/internal';
import { PORTAL } from './portal.settings';

/** The vendor as the pages of the portal show it; an empty text is left out. */
export interface PortalBrand {
  readonly name: string;
  readonly logoUrl: string;
  readonly color: string;
  readonly supportEmail: string;
  readonly privacyUrl: string;
  readonly imprintUrl: string;
}

/** Whether there is a portal, and of whom. */
@Injectable()
export class PortalBrandService implements OnModuleInit {
  constructor(
    private readonly settings: Settings,
    private readonly values: SettingValuesService,
    private readonly mails: MailQueueService,
    private readonly manageUrls: ManageUrlService,
  ) {}

  /** A portal of some products only would show nothing to customers of the others. */
  onModuleInit(): void {
    this.manageUrls.offer(() =>
      this.isOn && this.values.get(PORTAL.products).length === 0 ? this.urlOf('/portal') : '',
    );
  }

  /** Whether customers can sign in: links in e-mails need an address and a mail server. */
  get isOn(): boolean {
    return this.values.get(PORTAL.enabled) && this.settings.PUBLIC_URL !== undefined && this.mails.isOn;
  }

  get brand(): PortalBrand {
    const sender = readMailbox(this.values.get(MAIL_SERVER.from));
    return {
      name: this.values.get(PORTAL.vendorName) || sender?.name || (sender?.address.split('@').at(-1) ?? ''),
      logoUrl: this.values.get(PORTAL.logoUrl),
      color: this.values.get(PORTAL.color),
      supportEmail: this.values.get(PORTAL.supportEmail),
      privacyUrl: this.values.get(PORTAL.privacyUrl),
      imprintUrl: this.values.get(PORTAL.imprintUrl),
    };
  }

  /** @param path such as `/portal/licenses` */
  urlOf(path: string): string {
    return publicAddress(this.settings.PUBLIC_URL, path);
  }

  /** Whether the portal shows licenses of this product. */
  shows({ reference }: { readonly reference: string }): boolean {
    const references = this.values.get(PORTAL.products);
    return references.length === 0 || references.includes(reference);
  }
}
