import { Injectable } from '@nestjs/common';
import { Calendar } from '../../common/calendar';
import { currentRequest } from '../../common/http/request-context';
import { Randomness } from '../../common/randomness';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ManageUrlService } from '../../platform/mail/manage-url.service';
import { SIGNED_LICENSE_FILE } from '../../platform/signing-keys/signed-types';
import { IssuerService } from '../../platform/signing-keys/issuer.service';
import { SigningKeysService } from '../../platform/signing-keys/signing-keys.service';
import { eventPayload } from '../../licenses/licenses/event-payload';
import { keyHashOf } from '../signed-answers/license-claims';
import type { Assessment } from '../rules/assessment';
import type { LicenseContext } from '../rules/license-context';
import type { LicenseFilePart } from '../../catalog/products/license-file-parts';
import { licenseFileClaims } from './license-file-claims';
import { LicenseFile } from '../../licenses/license-files/license-file.entity';
import { problem, DomainError } from '../../common/errors/domain-error';
import { LicenseFilePartsService } from './license-file-parts.service';
import { encryptToken, toFileText } from './license-file-text';

/** Options of a license file. */
export interface FileOptions {
  /** Days for which the file holds; as many as the policy allows by default. */
  readonly ttlDays?: number;
  readonly encrypted?: boolean;
  /** Nonce of the air-gap request. */
  readonly nonce?: string;
  /** Parts that the file carries besides the license. */
  readonly include?: readonly LicenseFilePart[];
}

/** A license file that was issued, and its text, which is not stored. */
export interface IssuedLicenseFile {
  readonly file: LicenseFile;
  readonly text: string;
}

/** Signs license files and keeps their records. The caller holds the license's row lock. */
@Injectable()
export class WriteLicenseFileService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: SigningKeysService,
    private readonly issuer: IssuerService,
    private readonly randomness: Randomness,
    private readonly manageUrls: ManageUrlService,
    private readonly parts: LicenseFilePartsService,
    private readonly calendar: Calendar,
  ) {}

  /** @param assessment of the device, or of the license alone for a file for any device */
  async write(
    { call, verdict, now }: Assessment,
    context: LicenseContext,
    { ttlDays = context.behavior.offlineDays, encrypted = false, nonce, include = [] }: FileOptions,
  ): Promise<IssuedLicenseFile> {
    const { key } = call;
    const fingerprint = call.device?.fingerprint ?? null;
    const subject = { keyHash: keyHashOf(key), fingerprint };
    const manageUrl = this.manageUrls.url;
    const included = include.length > 0 ? await this.parts.read(context, include) : undefined;
    const terms = { included, iss: await this.issuer.name(), jti: this.randomness.uuid(), ttlDays, nonce, manageUrl };
    const claims = licenseFileClaims(context, verdict.code, subject, terms, { now, calendar: this.calendar });
    const sign = await this.keys.signer(SIGNED_LICENSE_FILE, context.product.signingAlg);
    const jws = sign(claims);
    const file = await this.save(context, {
      uid: claims.jti,
      fingerprint,
      encrypted,
      expiresAt: new Date(claims.exp * 1000),
      createdAt: now,
    });
    return { file, text: toFileText(encrypted ? await encryptToken(jws, key, fingerprint) : jws) };
  }

  private async save(
    { license, activation }: LicenseContext,
    columns: Pick<LicenseFile, 'uid' | 'fingerprint' | 'encrypted' | 'expiresAt' | 'createdAt'>,
  ): Promise<LicenseFile> {
    const { manager } = this.work;
    const file = manager.create(LicenseFile, {
      ...columns,
      licenseId: license.id,
      activationId: columns.fingerprint === null ? null : (activation?.id ?? null),
      createdBy: currentRequest()?.actor?.name ?? null,
      revokedAt: null,
      releasedAt: null,
    });
    await manager.insert(LicenseFile, file);
    const values = this.work.snapshot(file);
    await this.work.record([this.work.changeRecord('license_file.issued', file, null, values, eventPayload(license))]);
    return file;
  }
}

/** Null if the policy allows a file for so long. */
export function offlineRefusal(
  { offlineDays }: LicenseContext['behavior'],
  { ttlDays = offlineDays }: FileOptions,
): DomainError | null {
  if (offlineDays === 0) {
    return problem('LICENSE_FILES_OFF');
  }
  return ttlDays > offlineDays ? problem('OFFLINE_NOT_ALLOWED', { days: offlineDays }) : null;
}
