import { createPrivateKey } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
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
import { type Pool, Relay, type RelayKind } from './relay.entity';

const HASH_BYTES = 32;
/** Active relays of a license. */
const MAX_RENEWED = 100;

/** A relay to issue. */
export interface NewRelay {
  readonly name: string;
  readonly kind: RelayKind;
  /** Empty, or that of the first relay, for a partner. */
  readonly pool: Pool;
  /** UUID of the relay whose pool it shares. */
  readonly partnerOf?: string;
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
        const first = input.partnerOf === undefined ? null : await this.firstOfPair(license, input, now);
        const pool = first?.pool ?? input.pool;
        requirePool({ ...input, pool });
        const { publicKey, machine, privateKey } = keyFor(request);
        const expiresAt = endFor(context, input.expiresAt, now, this.calendar);
        const relay = this.work.manager.create(Relay, {
          uid: this.randomness.uuid(),
          licenseId: license.id,
          license,
          name: input.name,
          kind: input.kind,
          publicKey,
          machine,
          pool: this.pools.written(context, pool),
          partnerOf: first?.uid ?? null,
          reportHours: input.reportHours ?? null,
          termSeconds: Math.max(1, seconds(expiresAt) - seconds(now)),
          // The amounts of meters are those of the pool: a partner takes no others.
          tokenHash: first?.tokenHash ?? this.randomness.bytes(HASH_BYTES).toString('hex'),
          renews: true,
          createdBy: currentRequest()?.actor?.name ?? null,
          createdAt: now,
          certifiedAt: now,
          expiresAt,
        });
        if (first) {
          await this.pools.share(context, relay, first);
        } else {
          await this.pools.take(context, relay);
        }
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

  /** Relays of a license that run and can get a partner: those that end first. */
  async withoutPartner(licenseId: number): Promise<Relay[]> {
    const relays = await this.ending([licenseId], MAX_RENEWED);
    const paired = new Set(relays.map(({ partnerOf }) => partnerOf));
    return relays.filter(({ uid, kind, partnerOf }) => kind === 'relay' && partnerOf === null && !paired.has(uid));
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
        const partner = await this.partnerOf(license, relay);
        const wasAway = relay.expiresAt > now || (partner !== null && partner.expiresAt > now);
        const wanted = until ?? new Date(now.getTime() + relay.termSeconds * 1000);
        const end = endFor(context, wanted, now, this.calendar);
        // An earlier certificate holds to its end, whatever is issued after it.
        const expiresAt = end > relay.expiresAt ? end : relay.expiresAt;
        const renewed = Object.assign(this.work.manager.create(Relay, { ...relay }), { expiresAt });
        await this.pools.prolong(context, renewed, { wasAway, partner });
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
      const partner = await this.partnerOf(license, relay);
      if (partner) {
        await this.pools.leave({ license }, partner);
      } else {
        await this.pools.giveBack({ license }, relay);
      }
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

  /** The relay whose pool a new one shares. */
  private async firstOfPair(
    license: License,
    { partnerOf: uid, pool, kind }: Omit<NewRelay, 'request'>,
    now: Date,
  ): Promise<Relay> {
    const first = await this.query()
      .where('relay.uid = :uid AND relay.licenseId = :license', { uid, license: license.id })
      .getOne();
    const arePair = first?.statusAt(now) === 'active' && first.partnerOf === null;
    if (!arePair || first.kind !== 'relay' || kind !== 'relay') {
      throw problem('RELAY_PARTNER_NOT_FOUND');
    }
    if (!isPartOf(pool, first.pool)) {
      throw problem('RELAY_POOL_OF_PARTNER');
    }
    if ((await this.partnerOf(license, first))?.statusAt(now) === 'active') {
      throw problem('RELAY_HAS_PARTNER');
    }
    return first;
  }

  /** The other relay of a pair, which has not given the pool back; null if there is none. */
  private partnerOf(license: License, { uid, poolId }: Relay): Promise<Relay | null> {
    return this.query()
      .where('relay.licenseId = :license AND relay.uid <> :uid', { license: license.id, uid })
      .andWhere('(relay.uid = :poolId OR relay.partnerOf = :poolId) AND relay.releasedAt IS NULL', { poolId })
      .orderBy('relay.expiresAt', 'DESC')
      .getOne();
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

/** Whether all that a pool names is as in another one. */
function isPartOf(pool: Pool, whole: Pool): boolean {
  const named = Object.entries(pool).filter(([, part]) => part !== undefined);
  return named.every(([name, part]) => isDeepStrictEqual(part, whole[name as keyof Pool]));
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

function requirePool({ kind, pool, reportHours }: NewRelay): void {
  const { sessions, activations, meters = {} } = pool;
  const others = { 'pool.sessions': sessions, 'pool.activations': activations, report_hours: reportHours };
  const [field] = Object.entries(others).find(([, value]) => value !== undefined) ?? [];
  if (kind === 'program' && field !== undefined) {
    throw problem('PROGRAM_HAS_METERS', { field });
  }
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
