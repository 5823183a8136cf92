import { Injectable } from '@nestjs/common';
import { currentRequest } from '../common/http/request-context';
import { LM } from '../settings/license-manager-settings';
import { SettingValues } from '../settings/setting-values';
import { RefusedActivations } from '../verifications/refused-activations.service';
import type { Device } from './device';

/** Whoever activates in vain again and again gets nothing more for a while, where admins want it so. */
@Injectable()
export class FailedAttempts {
  constructor(
    private readonly settings: SettingValues,
    private readonly refused: RefusedActivations,
  ) {}

  /** Of the address that really calls, or of the domain that it names. */
  async areTooMany({ kind, fingerprint }: Device): Promise<boolean> {
    const settings = this.settings.recent();
    const ip = currentRequest()?.address ?? undefined;
    const perAddress = settings.get(LM.failuresPerAddress);
    const perDomain = settings.get(LM.failuresPerDomain);
    return (
      (perAddress > 0 && ip !== undefined && (await this.refused.areAsManyAs(perAddress, { ip }))) ||
      (perDomain > 0 && kind === 'domain' && (await this.refused.areAsManyAs(perDomain, { fingerprint })))
    );
  }
}
