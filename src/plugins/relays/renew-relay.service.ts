import { Injectable } from '@nestjs/common';
import { Clock, problem } from '../../core/common';
import { SigningKeysService, UnitOfWork } from '../../core/platform';
import { isSignature, SIGNED_RELAY } from '../../core/platform/internal';
import { bytesIn, renewalText } from './relay-codes';
import { Relay } from './relay.entity';
import { RelayReportsService } from './relay-reports.service';
import { type RelayWithFile, RelaysService } from './relays.service';

/** Seconds by which the clocks of a relay and of this server may differ. */
const MAX_CLOCK_DIFFERENCE = 600;

/** A relay with a connection that asks for its next certificate. */
export interface RenewalCall {
  readonly certificate: string;
  /** The next report of the relay. */
  readonly report?: string;
  /** Seconds since 1970. */
  readonly at: number;
  /** Signature by the relay's key in base64url. */
  readonly proof: string;
}

/** Renews relays that reach this server. The signature by the relay's key is the credential. */
@Injectable()
export class RenewRelayService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: SigningKeysService,
    private readonly relays: RelaysService,
    private readonly reports: RelayReportsService,
    private readonly clock: Clock,
  ) {}

  /**
   * A relay that did not get the last answer may ask again with the certificate before it.
   * @throws RELAY_PROOF_INVALID, and RELAY_NOT_RENEWED if the vendor stopped its renewals
   */
  async renew({ certificate, report, at, proof }: RenewalCall): Promise<RelayWithFile> {
    const claims = await this.keys.read(certificate, SIGNED_RELAY);
    const relay = claims && (await this.relayOf(claims));
    const signature = bytesIn(proof);
    const key = { alg: 'EdDSA', publicKey: relay?.publicKey ?? '' } as const;
    const isNow = Math.abs(this.clock.now().getTime() / 1000 - at) <= MAX_CLOCK_DIFFERENCE;
    if (!relay?.license || !isNow || !signature || !isSignature(renewalText(String(claims?.jti), at), signature, key)) {
      throw problem('RELAY_PROOF_INVALID');
    }
    if (relay.reportHours === null) {
      throw problem('RELAY_NOT_RENEWED');
    }
    if (report !== undefined) {
      await this.reports.receive(report);
    }
    return this.relays.renew(relay.license.uid, relay.uid);
  }

  private async relayOf({ jti, relay }: Readonly<Record<string, unknown>>): Promise<Relay | null> {
    const { id } = relay as { readonly id: string };
    const found = await this.work.manager.findOne(Relay, { where: { uid: id }, relations: { license: true } });
    return [found?.certificateId, found?.formerCertificateId].includes(String(jti)) ? found : null;
  }
}
