import { Injectable } from '@nestjs/common';
import { currentRequest } from '../../common/http/request-context';
import { BLACKLIST_SETTINGS } from './blacklist.settings';
import { SettingValuesService } from '../../platform/settings/setting-values.service';
import { RefusedActivationsService } from '../log/refused-activations.service';
import type { Device } from '../../licenses/activations/device';

/** Rejects activations from addresses and domains with too many refused ones, as configured. */
@Injectable()
export class ActivationThrottleService {
  constructor(
    private readonly settings: SettingValuesService,
    private readonly refused: RefusedActivationsService,
  ) {}

  /** Whether any limit is set. */
  get isEnabled(): boolean {
    const settings = this.settings.recent();
    return (
      settings.get(BLACKLIST_SETTINGS.failuresPerAddress) > 0 || settings.get(BLACKLIST_SETTINGS.failuresPerDomain) > 0
    );
  }

  /** Checks the caller's actual address and the requested domain. */
  async isExceeded({ kind, fingerprint }: Device): Promise<boolean> {
    const settings = this.settings.recent();
    const ip = currentRequest()?.address ?? undefined;
    const perAddress = settings.get(BLACKLIST_SETTINGS.failuresPerAddress);
    const perDomain = settings.get(BLACKLIST_SETTINGS.failuresPerDomain);
    return (
      (perAddress > 0 && ip !== undefined && (await this.refused.reach(perAddress, { ip }))) ||
      (perDomain > 0 && kind === 'domain' && (await this.refused.reach(perDomain, { fingerprint })))
    );
  }
}
