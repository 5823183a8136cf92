import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../common/clock';
import { NotFound } from '../../common/errors/domain-error';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { searchPattern } from '../../platform/database/like-pattern';
import { readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { LicensedActivation } from '../activations/activations.service';
import { DeactivateActivationService } from '../activations/deactivate-activation.service';
import { eventPayload } from '../licenses/event-payload';
import type { License } from '../licenses/license.entity';
import { LicensesService } from '../licenses/licenses.service';
import { isOfKey, isReleaseOf, readReleaseCode, type ReleaseCode } from './air-gap-codes';
import { knownKeys } from './known-keys';
import { LicenseFile } from './license-file.entity';
import { AlreadyReleased, InvalidCode } from './license-file.errors';

/** A release code is of one of the newest files of its device. */
const MAX_RELEASABLE = 1_000;

/** The license files of a license, as admins see them. A license is named by its uid or key. */
@Injectable()
export class LicenseFilesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly licenses: LicensesService,
    private readonly deactivation: DeactivateActivationService,
    private readonly clock: Clock,
  ) {}

  /** @param q part of the fingerprint or of the creator's name */
  async list(id: string, page: PageRequest, q?: string): Promise<Page<LicenseFile>> {
    const { license } = await this.licenses.get(id);
    const query = this.query(license);
    if (q !== undefined) {
      query.andWhere('(file.fingerprint ILIKE :q OR file.createdBy ILIKE :q)', { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  /** Idempotent. */
  revoke(id: string, uid: string): Promise<LicenseFile> {
    return this.licenses.runLocked(id, async ({ license }) => {
      const file = await this.query(license).andWhere('file.uid = :uid', { uid }).getOne();
      if (!file) {
        throw new NotFound('license file');
      }
      return this.revokeFile(license, file);
    });
  }

  /** Releases the seat of the device that shows the code, and revokes its file. */
  release(id: string, code: string): Promise<LicensedActivation> {
    return this.licenses.runLocked(id, async ({ license }) => {
      const file = await this.findReleased(license, readReleaseCode(code));
      if (!file?.activationId) {
        throw new InvalidCode('code', 'This release code is not of this license');
      }
      if (file.releasedAt) {
        throw new AlreadyReleased();
      }
      await this.revokeFile(license, file);
      return this.deactivation.deactivate(file.activationId);
    });
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
      .andWhere('file.fingerprint = :fingerprint', { fingerprint: code.f })
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
