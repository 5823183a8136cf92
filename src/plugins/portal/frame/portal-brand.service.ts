import { Injectable, type OnModuleInit } from '@nestjs/common';
import { problem, publicAddress } from '../../../core/common';
import { MAIL_SERVER, MailQueueService, Settings, SettingValuesService } from '../../../core/platform';
import { ManageUrlService } from '../../../core/platform/internal';
import { PORTAL } from './portal.settings';
import { senderName } from './sender-name';

/** The vendor as the pages of the portal show it; an empty text is left out. */
export interface PortalBrand {
  readonly name: string;
  readonly logoUrl: string;
  readonly color: string;
  readonly supportEmail: string;
  readonly privacyUrl: string;
  readonly imprintUrl: string;
}

/** The parts of the portal that the vendor has switched on. */
export interface PortalAbilities {
  readonly releaseDevices: boolean;
  readonly offlineDevices: boolean;
  readonly downloads: boolean;
  readonly relayRenewals: boolean;
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

  /** The settings without which the portal is off. */
  get missing(): string[] {
    const { enabled } = PORTAL;
    const { smtpUrl, from } = MAIL_SERVER;
    return [
      ...(this.values.get(enabled) ? [] : [enabled.name]),
      ...(this.settings.PUBLIC_URL === undefined ? ['PUBLIC_URL'] : []),
      ...[smtpUrl, from].filter((setting) => !this.values.isSet(setting)).map(({ name }) => name),
    ];
  }

  /** The parts that are switched on. */
  get abilities(): PortalAbilities {
    return {
      releaseDevices: this.values.get(PORTAL.releaseDevices),
      offlineDevices: this.values.get(PORTAL.offlineDevices),
      downloads: this.values.get(PORTAL.downloads),
      relayRenewals: this.values.get(PORTAL.relayRenewals),
    };
  }

  /** Throws PAGE_NOT_FOUND for what customers cannot do. */
  require(ability: keyof PortalAbilities): void {
    if (!this.abilities[ability]) {
      throw problem('PAGE_NOT_FOUND');
    }
  }

  get brand(): PortalBrand {
    return {
      name: this.values.get(PORTAL.vendorName) || senderName(this.values.get(MAIL_SERVER.from)),
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
