import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { In, IsNull } from 'typeorm';
import { Clock, defined, type NumberedRequest, type Page } from '../../../core/common';
import { Activation, type Device, type License } from '../../../core/licenses';
import { LicensesService } from '../../../core/licensing';
import { readPage, UnitOfWork } from '../../../core/platform';
import {
  ActivateLicenseService,
  CheckLicenseService,
  FindActivationService,
  LicenseRefused,
  type VerificationScope,
} from '../../../core/verification';
import { ResourceNotFound } from './refusals';

/** Machines of a list; what is left out is any. */
export interface MachineFilter {
  readonly fingerprint?: string;
  readonly ip?: string;
  readonly hostname?: string;
  readonly isDead?: boolean;
  /** Values as texts. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** Active devices of a license as machines. */
@Injectable()
export class LicenseMachinesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly activation: ActivateLicenseService,
    private readonly checking: CheckLicenseService,
    private readonly activations: FindActivationService,
    private readonly licenses: LicensesService,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  list(license: License, filter: MachineFilter, page: NumberedRequest): Promise<Page<Activation>> {
    const { fingerprint, ip, hostname, isDead, metadata = {} } = filter;
    const query = this.work.manager
      .createQueryBuilder(Activation, 'activation')
      .where(defined({ licenseId: license.id, deactivatedAt: IsNull(), fingerprint, ip }));
    if (hostname !== undefined) {
      query.andWhere("activation.deviceData ->> 'hostname' = :hostname", { hostname });
    }
    for (const [index, [name, value]] of Object.entries(metadata).entries()) {
      query.andWhere(`activation.deviceData -> 'metadata' ->> :name${index} = :value${index}`, {
        [`name${index}`]: name,
        [`value${index}`]: String(value),
      });
    }
    if (isDead !== undefined) {
      const { heartbeatTimeout, heartbeatInterval } = license.behavior;
      const seenBefore = new Date(this.clock.now().getTime() - (heartbeatTimeout ?? heartbeatInterval) * 1000);
      query.andWhere(`(${IS_DEAD}) = :isDead`, { isDead, isMonitored: heartbeatTimeout !== null, seenBefore });
    }
    return readPage(query, page);
  }

  /** A machine that is active already is refused, and updated. */
  async activate({ key }: License, device: Device, scope: Pick<VerificationScope, 'platform'>): Promise<Activation> {
    const { activation, wasActive } = await this.activation.activate(key, device, scope);
    if (wasActive) {
      throw new LicenseRefused('DEVICE_BOUND_ELSEWHERE');
    }
    return activation;
  }

  /** @param id UUID or fingerprint */
  async get(license: License, id: string): Promise<Activation> {
    const found = (await this.findById(license, id)) ?? (await this.findAny(license, [id]));
    return found ?? notFound(id);
  }

  async deactivate(license: License, id: string): Promise<void> {
    const { fingerprint } = await this.get(license, id);
    await this.activation.deactivate(license.key, { fingerprint });
  }

  async ping(license: License, id: string): Promise<Activation> {
    const { fingerprint } = await this.get(license, id);
    await this.checking.heartbeat(license.key, { fingerprint });
    return this.get(license, id);
  }

  /**
   * On behalf of an admin: the machine counts as seen now. Refused if it could not activate now.
   * @param id UUID
   */
  async reset(id: string): Promise<{ readonly activation: Activation; readonly license: License }> {
    const { license, fingerprint, kind, isActive } = isUUID(id) ? await this.activations.get(id) : notFound(id);
    if (!isActive) {
      notFound(id);
    }
    const activation = await this.activation.register(license.key, { fingerprint, kind });
    return { activation, license: (await this.licenses.get(license.uid)).license };
  }

  async findById({ id: licenseId }: License, uid: string): Promise<Activation | null> {
    return isUUID(uid) ? this.work.manager.findOneBy(Activation, { licenseId, uid, deactivatedAt: IsNull() }) : null;
  }

  /** The machine with one of the fingerprints that was activated first. */
  findAny({ id: licenseId }: License, fingerprints: readonly string[]): Promise<Activation | null> {
    return this.work.manager.findOne(Activation, {
      where: { licenseId, fingerprint: In(fingerprints), deactivatedAt: IsNull() },
      order: { id: 'ASC' },
    });
  }
}

/** A machine that sends no heartbeats, and does not have to, is alive. */
const IS_DEAD =
  'activation.lastSeenAt < :seenBefore AND (:isMonitored OR activation.lastSeenAt > activation.activatedAt)';

function notFound(id: string): never {
  throw new ResourceNotFound('machine', id);
}
