import { createPrivateKey } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan, type SelectQueryBuilder } from 'typeorm';
import { Calendar, Clock, currentRequest, type Page, type PageRequest, problem, Randomness } from '../../core/common';
import { eventPayload, type License } from '../../core/licenses';
import { scoped } from '../../core/identity';
import { LicensesService } from '../../core/licensing';
import { readPage, searchPattern, UnitOfWork } from '../../core/platform';
import { generateSigningKeyPair, isSignature } from '../../core/platform/internal';
import type { LicenseContext } from '../../core/verification';
import { endOfUse } from '../../core/verification';
import { lastFullSecond } from '../../core/verification/internal';
import { FreePoolsService } from './free-pools.service';
import { readRelayRelease, readRelayRequest, releaseText } from './relay-codes';
import { RelayFilesService, seconds } from './relay-files.service';
import { type Pool, Relay } from './relay.entity';

const HASH_BYTES = 32;
/** Active relays of a license. */
const MAX_RENEWED = 100;

/** A relay to issue. */
export interface NewRelay {
  readonly name: string;
  readonly pool: Pool;
  readonly expiresAt: Date;
  /** Code of the relay, which has its own key; without one, the file contains a new key. */
  readonly request?: string;
  readonly reportHours?: number;
}

/** A relay and its file, which is not stored. */
export interface RelayWithFile {
  readonly relay: Relay;
  readonly file: string;
}

/** Issues, renews and ends relays of licenses. A license is named by its uid or key. */
@Injectable()
export class RelaysService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly licenses: LicensesService,
    private readonly pools: FreePoolsService,
    private readonly files: RelayFilesService,
    private readonly randomness: Randomness,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  /** Takes the pool from the license, and writes the file. */
  issue(licenseId: string, { request, ...input }: NewRelay): Promise<RelayWithFile> {
    return this.licenses.runLocked(licenseId, ({ license }) =>
      this.pools.withLicense(license.key, async (context, now) => {
        requirePool(input.pool);
        const { publicKey, machine, privateKey } = keyFor(request);
        const expiresAt = endFor(context, input.expiresAt, now, this.calendar);
        const relay = this.work.manager.create(Relay, {
          uid: this.randomness.uuid(),
          licenseId: license.id,
          license,
          name: input.name,
          publicKey,
          machine,
          pool: input.pool,
          reportHours: input.reportHours ?? null,
          termSeconds: Math.max(1, seconds(expiresAt) - seconds(now)),
          tokenHash: this.randomness.bytes(HASH_BYTES).toString('hex'),
          renews: true,
          createdBy: currentRequest()?.actor?.name ?? null,
          createdAt: now,
          certifiedAt: now,
          expiresAt,
        });
        await this.pools.take(context, relay);
        const options = { now, issued: seconds(now), privateKey };
        const { id, codeKey, file } = await this.files.write({ context, license }, relay, options);
        Object.assign(relay, { certificateId: id, codeKey });
        const saved = await this.work.create('relay.issued', relay, eventPayload(license));
        return { relay: saved, file };
      }),
    );
  }

  /** @param q part of the name */
  async list(licenseId: string, page: PageRequest, q?: string): Promise<Page<Relay>> {
    const { license } = await this.licenses.get(licenseId);
    const query = this.query().where('relay.licenseId = :license', { license: license.id });
    if (q !== undefined) {
      query.andWhere('relay.name ILIKE :q', { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  /** Relays of a license that run and renew by file. */
  async renewable(licenseId: string): Promise<Relay[]> {
    const { license } = await this.licenses.get(licenseId);
    const relays = await this.ending([license.id], MAX_RENEWED);
    return relays.filter(({ renews, reportHours }) => renews && reportHours === null);
  }

  /** Relays of licenses that run: those that end first. */
  ending(licenseIds: readonly number[], most: number): Promise<Relay[]> {
    return this.work.manager.find(Relay, {
      where: { licenseId: In([...licenseIds]), releasedAt: IsNull(), expiresAt: MoreThan(this.clock.now()) },
      order: { expiresAt: 'ASC', id: 'ASC' },
      take: most,
    });
  }

  /** A relay of a license that the caller may see. */
  async get(uid: string): Promise<Relay> {
    const query = this.query().where('relay.uid = :uid', { uid });
    const relay = await scoped(query, 'license.productId').getOne();
    if (!relay) {
      throw problem('RELAY_NOT_FOUND');
    }
    return relay;
  }

  /**
   * Writes a new certificate for the same key and pool.
   * @param until as long as the first one held, by default
   */
  renew(licenseId: string, uid: string, until?: Date): Promise<RelayWithFile> {
    return this.licenses.runLocked(licenseId, ({ license }) =>
      this.pools.withLicense(license.key, async (context, now) => {
        const relay = await this.running(license, uid);
        if (!relay.renews) {
          throw problem('RELAY_NOT_RENEWED');
        }
        const wasAway = relay.expiresAt > now;
        const wanted = until ?? new Date(now.getTime() + relay.termSeconds * 1000);
        const end = endFor(context, wanted, now, this.calendar);
        // An earlier certificate holds to its end, whatever is issued after it.
        const expiresAt = end > relay.expiresAt ? end : relay.expiresAt;
        const renewed = Object.assign(this.work.manager.create(Relay, { ...relay }), { expiresAt });
        await this.pools.prolong(context, renewed, wasAway);
        const issued = Math.max(seconds(now), seconds(relay.certifiedAt) + 1);
        const { id, codeKey, file } = await this.files.write({ context, license }, renewed, { now, issued });
        const change = {
          expiresAt,
          certifiedAt: new Date(issued * 1000),
          certificateId: id,
          codeKey,
          formerCertificateId: relay.certificateId,
          formerCodeKey: await this.codeKeyOf(relay),
          endedAt: null,
        };
        return { relay: await this.work.update('relay.renewed', relay, change, eventPayload(license)), file };
      }),
    );
  }

  /**
   * Gives the pool back, if the relay has confirmed that it does not serve it any more. Without its code, the relay is not
   * renewed, and the pool comes back at its end.
   */
  end(licenseId: string, uid: string, code?: string): Promise<Relay> {
    return this.licenses.runLocked(licenseId, async ({ license }) => {
      const relay = await this.running(license, uid);
      if (code === undefined) {
        return this.work.update('relay.renewals_stopped', relay, { renews: false }, eventPayload(license));
      }
      requireRelease(relay, code);
      await this.pools.giveBack({ license }, relay);
      const releasedAt = this.clock.now();
      const change = { renews: false, releasedAt, endedAt: relay.endedAt ?? releasedAt };
      return this.work.update('relay.released', relay, change, eventPayload(license));
    });
  }

  private async running(license: License, uid: string): Promise<Relay> {
    const relay = await this.query()
      .where('relay.uid = :uid AND relay.licenseId = :license', { uid, license: license.id })
      .getOne();
    if (!relay) {
      throw problem('RELAY_NOT_FOUND');
    }
    if (relay.releasedAt !== null) {
      throw problem('RELAY_ENDED');
    }
    return relay;
  }

  private async codeKeyOf({ id }: Relay): Promise<string> {
    const select = { id: true, codeKey: true };
    const { codeKey } = await this.work.manager.findOneOrFail(Relay, { where: { id }, select });
    return codeKey;
  }

  private query(): SelectQueryBuilder<Relay> {
    return this.work.manager.createQueryBuilder(Relay, 'relay').innerJoinAndSelect('relay.license', 'license');
  }
}

function keyFor(request: string | undefined) {
  if (request === undefined) {
    const { publicKey, privateKey } = generateSigningKeyPair();
    const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
    return { publicKey, machine: null, privateKey: key.export({ format: 'pem', type: 'pkcs8' }).toString() };
  }
  const read = readRelayRequest(request);
  if (!read) {
    throw problem('RELAY_REQUEST_INVALID');
  }
  return { publicKey: read.key, machine: read.machine };
}

/** The wanted end, or the last second in which the license can be used as it is now, if that is earlier. */
function endFor(context: LicenseContext, wanted: Date, now: Date, calendar: Calendar): Date {
  const end = endOfUse({ ...context, activation: null }, now);
  const lasts = [end === null ? null : Math.ceil(end.getTime() / 1000) - 1, lastFullSecond(context, now, calendar)];
  const until = Math.min(seconds(wanted), ...lasts.filter((last) => last !== null));
  if (until <= seconds(now)) {
    throw problem('RELAY_END_PAST');
  }
  return new Date(until * 1000);
}

function requirePool({ sessions, activations, meters = {} }: Pool): void {
  if (sessions === undefined && activations === undefined && Object.keys(meters).length === 0) {
    throw problem('RELAY_POOL_EMPTY');
  }
}

function requireRelease(relay: Relay, code: string): void {
  const release = readRelayRelease(code);
  const isOfNewest = release?.relay === relay.uid && release.certificate === relay.certificateId;
  const key = { alg: 'EdDSA', publicKey: relay.publicKey } as const;
  if (!isOfNewest || !isSignature(releaseText(relay.uid, relay.certificateId), release.signature, key)) {
    throw problem('RELAY_RELEASE_INVALID');
  }
}
