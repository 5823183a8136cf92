import { Injectable } from '@nestjs/common';
import { SettingValuesService } from '../settings/setting-values.service';
import { MANAGE_URL } from './mail.settings';

/** Knows the page on which customers manage their licenses. */
@Injectable()
export class ManageUrlService {
  private ownPage: () => string = () => '';

  constructor(private readonly settings: SettingValuesService) {}

  /** Empty if there is none. */
  get url(): string {
    return this.settings.get(MANAGE_URL) || this.ownPage();
  }

  /** @param page the server's own page, for installations without the setting; empty while it is off */
  offer(page: () => string): void {
    this.ownPage = page;
  }
}
