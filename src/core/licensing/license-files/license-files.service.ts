import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { searchPattern } from '../../platform/database/like-pattern';
import { readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { LicensedActivation } from '../../verification/calls/find-activation.service';
import { DeactivateActivationService } from '../../verification/calls/deactivate-activation.service';
import { eventPayload } from '../../licenses/licenses/event-payload';
import { Activation } from '../../licenses/activations/activation.entity';
import { fingerprintOf } from '../../licenses/activations/fingerprint';
import type { License } from '../../licenses/licenses/license.entity';
import { LicensesService } from '../licenses/licenses.service';
import {
  type AirGapRequest,
  isOfKey,
  isReleaseOf,
  readReleaseCode,
  readRequest,
  type ReleaseCode,
} from '../../verification/license-files/air-gap-codes';
import {
  IssueLicenseFileService,
  type LicenseFileOrder,
} from '../../verification/license-files/issue-license-file.service';
import { knownKeys } from '../../verification/license-files/known-keys';
import { LicenseFile } from '../../licenses/license-files/license-file.entity';
import { type IssuedLicenseFile, offlineRefusal } from '../../verification/license-files/write-license-file.service';

/** A release code is of one of the newest files of its device. */
const MAX_RELEASABLE = 1_000;

/** A device without network. */
export interface OfflineDevice {
  readonly fingerprint: string;
  /** Null if the license never had the device. */
  readonly activation: Activation | null;
}

/** The license files of a license, as admins see them. A license is named by its uid or key. */
@Injectable()
export class LicenseFilesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly licenses: LicensesService,
    private readonly issuance: IssueLicenseFileService,
    private readonly deactivation: DeactivateActivationService,
    private readonly clock: Clock,
  ) {}

  /** @throws for a license that does not exist */
  async require(id: string): Promise<void> {
    await this.licenses.get(id);
  }

  /** The device's seat and the file are written in one transaction. */
  issue(id: string, { request, deviceName, ...order }: LicenseFileOrder): Promise<IssuedLicenseFile> {
    return this.licenses.runLocked(id, async ({ license }) => {
      const refusal = offlineRefusal(license.behavior, order);
      if (refusal) {
        throw problem(
          refusal.rule === 'LICENSE_FILES_OFF' ? 'LICENSE_FILE_NOT_ALLOWED' : 'LICENSE_FILE_TOO_LONG',
          refusal.params,
        );
      }
      if (request === undefined) {
        return this.issuance.issue(license.key, order);
      }
      const { key, f: fingerprint, n: nonce } = await this.resolve(license, request);
      return this.issuance.issue(key, { ...order, device: { fingerprint, name: deviceName }, nonce });
    });
  }

  /** @param q part of the fingerprint or of the creator's name */
  async list(id: string, page: PageRequest, q?: string): Promise<Page<LicenseFile>> {
    const { license } = await this.licenses.get(id);
    const query = this.query(license);
    if (q !== undefined) {
      query.andWhere('(file.fingerprint ILIKE :q OR file.createdBy ILIKE :q)', { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  /** The newest file of each active device without a connection, with the device: those that end first. */
  async offline(id: string, most: number): Promise<LicenseFile[]> {
    const { license } = await this.licenses.get(id);
    return this.newestOffline([license.id], most);
  }

  /** Like `offline`, for several licenses that the caller may see, by their numbers. */
  newestOffline(licenseIds: readonly number[], most: number): Promise<LicenseFile[]> {
    const query = this.work.manager.createQueryBuilder(LicenseFile, 'file');
    const newest = query
      .subQuery()
      .select('newest.id')
      .distinctOn(['newest.activationId'])
      .from(LicenseFile, 'newest')
      .where('newest.licenseId IN (:...licenseIds)', { licenseIds: [0, ...licenseIds] })
      .andWhere('newest.createdBy IS NOT NULL AND newest.revokedAt IS NULL AND newest.releasedAt IS NULL')
      .orderBy({ 'newest.activationId': 'ASC', 'newest.expiresAt': 'DESC' });
    return query
      .innerJoinAndSelect('file.activation', 'activation', 'activation.deactivatedAt IS NULL')
      .where(`file.id IN ${newest.getQuery()}`)
      .setParameters(newest.getParameters())
      .orderBy({ 'file.expiresAt': 'ASC', 'file.id': 'ASC' })
      .limit(most)
      .getMany();
  }

  /** Idempotent. */
  revoke(id: string, uid: string): Promise<LicenseFile> {
    return this.licenses.runLocked(id, async ({ license }) => {
      const file = await this.query(license).andWhere('file.uid = :uid', { uid }).getOne();
      if (!file) {
        throw problem('ISSUED_FILE_NOT_FOUND');
      }
      return this.revokeFile(license, file);
    });
  }

  /**
   * The device that shows a request code, or that has a fingerprint, before it gets a file.
   * @param device the code or, in `fingerprint`, that of a device that is known
   */
  async deviceOf(id: string, device: { request: string } | { fingerprint: string }): Promise<OfflineDevice> {
    const { license } = await this.licenses.get(id);
    const fingerprint = 'request' in device ? (await this.resolve(license, device.request)).f : device.fingerprint;
    const activation = await this.work.manager.findOneBy(Activation, { licenseId: license.id, fingerprint });
    return { fingerprint, activation };
  }

  /** The device that shows a release code, before its seat is released. */
  async releasedDevice(id: string, code: string): Promise<OfflineDevice> {
    const { license } = await this.licenses.get(id);
    const { activationId } = await this.releasable(license, readReleaseCode(code));
    const activation = await this.work.manager.findOneByOrFail(Activation, { id: activationId });
    return { fingerprint: activation.fingerprint, activation };
  }

  /**
   * Releases the seat of the device that shows the code, and revokes its file.
   * @param fingerprint that of the device, if it is known
   */
  release(id: string, code: string, fingerprint?: string): Promise<LicensedActivation> {
    return this.licenses.runLocked(id, async ({ license }) => {
      const released = readReleaseCode(code);
      if (fingerprint !== undefined && (released === null || fingerprintOf(released.f) !== fingerprint)) {
        throw problem('RELEASE_CODE_OF_OTHER_LICENSE');
      }
      const file = await this.releasable(license, released);
      await this.revokeFile(license, file);
      return this.deactivation.deactivate(file.activationId);
    });
  }

  private async releasable(
    license: License,
    code: ReleaseCode | null,
  ): Promise<LicenseFile & { activationId: number }> {
    const file = await this.findReleased(license, code);
    if (!isOfDevice(file)) {
      throw problem('RELEASE_CODE_OF_OTHER_LICENSE');
    }
    if (file.releasedAt) {
      throw problem('ALREADY_RELEASED');
    }
    return file;
  }

  /** The request, with the key of the license that the program has. */
  private async resolve(license: License, text: string): Promise<AirGapRequest & { key: string }> {
    const request = readRequest(text);
    if (!request) {
      throw problem('FILE_REQUEST_INVALID');
    }
    const key = (await knownKeys(this.work.manager, license, this.clock.now())).find((known) =>
      isOfKey(request, known),
    );
    if (key === undefined) {
      throw problem('FILE_REQUEST_OF_OTHER_LICENSE');
    }
    return { ...request, f: fingerprintOf(request.f), key };
  }

  private async revokeFile(license: License, file: LicenseFile): Promise<LicenseFile> {
    const revokedAt = file.endedAt ?? this.clock.now();
    return this.work.update('license_file.revoked', file, { revokedAt }, eventPayload(license));
  }

  /** The file with which the code was made. */
  private async findReleased(license: License, code: ReleaseCode | null): Promise<LicenseFile | undefined> {
    const key = code && (await knownKeys(this.work.manager, license)).find((known) => isOfKey(code, known));
    if (!code || key === null || key === undefined) {
      return undefined;
    }
    const files = await this.query(license)
      .andWhere('file.fingerprint = :fingerprint', { fingerprint: fingerprintOf(code.f) })
      .orderBy('file.id', 'DESC')
      .limit(MAX_RELEASABLE)
      .getMany();
    return files.find(({ uid }) => isReleaseOf(code, key, uid));
  }

  private query({ id }: License): SelectQueryBuilder<LicenseFile> {
    return this.work.manager
      .createQueryBuilder(LicenseFile, 'file')
      .where('file.licenseId = :license', { license: id });
  }
}

function isOfDevice(file: LicenseFile | undefined): file is LicenseFile & { activationId: number } {
  return typeof file?.activationId === 'number';
}
