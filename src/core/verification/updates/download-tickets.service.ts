import { Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT } from 'jose';
import { problem } from '../../common/errors/domain-error';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { SecretsService } from '../../platform/config/secrets.service';
import { License } from '../../licenses/licenses/license.entity';
import type { RequestedRelease } from './release-downloads.service';
import type { UpdateAccess } from './update-access.service';

/** Differs from those of access tokens, so that neither is taken for the other. */
const ISSUER = 'keyward download';
const HOUR = 3_600_000;
/** In hours. */
const LIFETIME = 24;
const TYPE = { alg: 'HS256', typ: 'JWT' };

/** Tickets in addresses of files, for updaters that send no headers with their downloads. */
@Injectable()
export class DownloadTicketsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly secrets: SecretsService,
    private readonly clock: Clock,
  ) {}

  /** Signs tickets for files, by their UUIDs, of a program with a license. Those of an hour are the same, so that feeds are. */
  async signer({ reach }: UpdateAccess): Promise<(file: string) => Promise<string>> {
    const key = await this.key();
    const { device, license } = reach.subject ?? {};
    const expiresAt = new Date((Math.floor(this.clock.now().getTime() / HOUR) + LIFETIME + 1) * HOUR);
    const who = {
      ...(device !== undefined && { device }),
      ...(reach.channel !== undefined && { channel: reach.channel }),
    };
    return (file) =>
      new SignJWT({ license, ...who })
        .setProtectedHeader(TYPE)
        .setIssuer(ISSUER)
        .setSubject(file)
        .setExpirationTime(expiresAt)
        .sign(key);
  }

  /** @throws TICKET_UNKNOWN if the ticket is invalid or has expired, or its license was deleted */
  async read(ticket: string): Promise<Omit<RequestedRelease, 'product' | 'version'>> {
    const { sub: file, license: uid, device, channel } = await this.claimsOf(ticket);
    const license = typeof uid === 'string' ? await this.work.manager.findOneBy(License, { uid }) : null;
    if (file === undefined || !license) {
      throw problem('TICKET_UNKNOWN');
    }
    const fingerprint = typeof device === 'string' ? device : undefined;
    return {
      file,
      fingerprint,
      ...(typeof channel === 'string' && { channel }),
      license: { key: license.key, ...(fingerprint !== undefined && { device: { fingerprint } }) },
    };
  }

  private async claimsOf(ticket: string) {
    try {
      const options = { issuer: ISSUER, currentDate: this.clock.now(), algorithms: [TYPE.alg] };
      return (await jwtVerify(ticket, await this.key(), options)).payload;
    } catch {
      throw problem('TICKET_UNKNOWN');
    }
  }

  private async key(): Promise<Uint8Array> {
    return new TextEncoder().encode(await this.secrets.get('JWT_SECRET'));
  }
}
