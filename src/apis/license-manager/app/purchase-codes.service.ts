import { Injectable } from '@nestjs/common';
import {
  Clock,
  PluginServices,
  RateLimitsService,
  type ReceivedRequest,
  UnauthenticatedLimitService,
} from '../../../core/common';
import { Purchases } from '../../../core/licenses';

/** The only `verify_type` for which a shop is asked. */
const ENVATO = 'envato';
const UNKNOWN_MS = 60_000;

/**
 * License keys for purchase codes that programs send as license codes. Each request to Envato counts against a limit of the server,
 * and each code that Envato does not know against one of the address: nobody learns codes by trying, or spends the limit at Envato.
 */
@Injectable()
export class PurchaseCodesService {
  /** Codes without a license, by the time until which nobody is asked for them again, in its order. */
  private readonly unknown = new Map<string, number>();

  constructor(
    private readonly plugins: PluginServices,
    private readonly failures: UnauthenticatedLimitService,
    private readonly limits: RateLimitsService,
    private readonly clock: Clock,
  ) {}

  /** The key of the license for this code; the code itself if there is none. */
  async keyFor(code: string, verifyType: string | undefined, request: ReceivedRequest): Promise<string> {
    const purchases = this.plugins.find(Purchases);
    if (verifyType !== ENVATO || !purchases) {
      return code;
    }
    const known = await purchases.knownKey(ENVATO, code);
    if (known !== null || !(await purchases.canAsk(ENVATO, code))) {
      return known ?? code;
    }
    const ask = () => this.ask(purchases, code);
    return (await this.failures.identify(request, code, ask, 'unknown_purchase_codes')) ?? code;
  }

  private async ask(purchases: Purchases, code: string): Promise<string | null> {
    if (this.isUnknown(code)) {
      return null;
    }
    await this.limits.countHere('purchase_codes', ENVATO);
    const key = await purchases.ask(ENVATO, code);
    if (key === null) {
      this.unknown.set(code.toLowerCase(), this.clock.now().getTime() + UNKNOWN_MS);
    }
    return key;
  }

  /** Forgets what is outdated: the limit of requests bounds the rest. */
  private isUnknown(code: string): boolean {
    const now = this.clock.now().getTime();
    for (const [old, until] of this.unknown) {
      if (until > now) {
        break;
      }
      this.unknown.delete(old);
    }
    return this.unknown.has(code.toLowerCase());
  }
}
