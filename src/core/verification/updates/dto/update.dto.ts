import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Length, IsName, IsOneLine, MayBeMissing } from '../../../common/validation/fields';
import { IsIn, IsString } from 'class-validator';
import {
  archNamed,
  type ArtifactKind,
  KINDS,
  platformNamed,
  type ProgramTarget,
} from '../../../catalog/versions/artifact-target';
import { IsTargetName } from '../../../catalog/versions/dto/target-name';
import { AreComponents } from '../../calls/dto/are-components.decorator';
import { HARDWARE_ID, IsHardwareId } from '../../calls/dto/client-call.dto';
import { optionalDeviceIn } from '../../calls/dto/device-and-scope';
import { REFUSALS, VERDICT_CODES, type VerdictCode } from '../../rules/verdict';
import type { CheckedUpdate, VersionOutOfReach } from '../program-updates.service';
import type { UpdateRequest } from '../update-access.service';
import type { ManifestOf } from '../update-manifests.service';
import { IsNonce, SignedOutcomeDto } from '../../signed-answers/dto/signed-answer.dto';
import { CHANNEL, ReleaseFileDto, MANIFEST, ReleaseDto } from './release.dto';

const OUT_OF_REACH = [...REFUSALS, 'LICENSE_REQUIRED'] as const;

export class CheckForUpdateDto {
  /**
   * UUID or reference of the product.
   * @example "photo-studio"
   */
  @IsName()
  @IsOneLine()
  product!: string;

  /**
   * Version of the app.
   * @example "1.0.0"
   */
  @IsName()
  current_version!: string;

  @MayBeMissing()
  @IsName()
  @ApiProperty(CHANNEL)
  channel?: string;

  /** Key of the license. Without it, the app is unlicensed and learns of no files, unless the product's updates need no license. */
  @MayBeMissing()
  @IsString()
  @Length(1, 255)
  @ApiPropertyOptional({ example: undefined })
  license_key?: string;

  @MayBeMissing()
  @IsHardwareId()
  @ApiPropertyOptional({
    ...HARDWARE_ID,
    description: `${HARDWARE_ID.description} Without it, any device of the license must be active.`,
    example: undefined,
  })
  hardware_id?: string | Record<string, unknown>;

  /** Parts of the device by name, as in the other calls: they tell which device this is when its `hardware_id` is unknown. */
  @MayBeMissing()
  @AreComponents()
  components?: Record<string, string>;

  @MayBeMissing()
  @IsTargetName(
    'Platform of the app, as the vendor named it, such as `windows`, `darwin` or `linux`. With it, `arch`, `kind` or `label`, the answer has only such files, and skips versions that have only others.',
    { required: false },
  )
  platform?: string;

  @MayBeMissing()
  @IsTargetName('Processor of the app; `universal` and `any` files are the second choice.', { required: false })
  arch?: string;

  @MayBeMissing()
  @IsIn(KINDS)
  @ApiPropertyOptional({
    enum: KINDS,
    enumName: 'ArtifactKind',
    description: 'The only kind of files that the app wants, such as `installer` or `portable`.',
    example: undefined,
  })
  kind?: ArtifactKind;

  @MayBeMissing()
  @IsTargetName('The label of the files that the app wants; by default files with any label and without one.', {
    required: false,
  })
  label?: string;

  /**
   * Version of the app's system, such as `10.15.7` of macOS or `10.0.19045` of Windows. With `platform`, the answer skips
   * versions that need a newer system. A text without a readable version changes nothing.
   */
  @MayBeMissing()
  @IsName()
  @ApiPropertyOptional({ example: undefined })
  os_version?: string;

  @IsNonce()
  nonce?: string;

  static toRequest(input: CheckForUpdateDto): UpdateRequest {
    const { product, channel, license_key, hardware_id, components } = input;
    const device = optionalDeviceIn({ hardware_id, components });
    const license = license_key === undefined ? undefined : { key: license_key, device };
    return { product, channel, license, fingerprint: device?.fingerprint, target: targetOf(input) };
  }
}

/** Undefined if the app asks for no files by platform. */
function targetOf({ platform, arch, kind, label, os_version }: CheckForUpdateDto): ProgramTarget | undefined {
  return [platform, arch, kind, label].every((one) => one === undefined)
    ? undefined
    : {
        platform: platform && platformNamed(platform),
        arch: arch && archNamed(arch),
        kind,
        label,
        osVersion: os_version,
      };
}

/** A newer version that the app may not have, and why. */
export class OutOfReachVersionDto {
  /** The version. */
  version!: string;

  /** Release channel of the version. */
  channel!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Date of the release.' })
  released_at!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Summary in one paragraph.' })
  summary!: string | null;

  @ApiProperty({
    enum: OUT_OF_REACH,
    enumName: 'UpdateOutOfReachReason',
    example: 'UPDATES_ENDED',
    description:
      '`UPDATES_ENDED`: it was released after the `updates_until` of the license; `LICENSE_REQUIRED`: no license key was sent; else the code of the check.',
  })
  reason!: VersionOutOfReach['reason'];

  /** Codes of the entitlements that the license lacks; only with ENTITLEMENT_MISSING, and LICENSE_REQUIRED if it requires some. */
  @ApiPropertyOptional({ example: undefined })
  missing_entitlements?: string[];

  static from({ version, reason, missing }: VersionOutOfReach): OutOfReachVersionDto {
    const { version: number, channel, releasedAt, summary } = version;
    const lacked = missing && { missing_entitlements: [...missing] };
    return { version: number, channel, released_at: releasedAt, summary, reason, ...lacked };
  }
}

export class UpdateCheckDto extends SignedOutcomeDto {
  /** Whether there is a newer version that the app may have. */
  available!: boolean;

  @ApiProperty({
    enum: [...VERDICT_CODES, null],
    nullable: true,
    description: 'Result of the check; null if none was sent.',
  })
  code!: VerdictCode | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The newer version. This and all further fields are null if there is none.',
  })
  version!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Identifies the version in the paths of its files.' })
  reference!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Release channel of the version.' })
  channel!: string | null;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Whether apps must install this version or one that it skips.',
  })
  is_mandatory!: boolean | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Date of the release.' })
  released_at!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Summary in one paragraph.' })
  summary!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Changes of the version.' })
  changelog!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Download outside of Keyward, if the files are shown.' })
  download_url!: string | null;

  /** Files of the version; empty if there is none, or if the app may not have them. */
  files!: ReleaseFileDto[];

  @ApiProperty(MANIFEST)
  manifest!: string | null;

  @ApiProperty({
    type: OutOfReachVersionDto,
    nullable: true,
    description: 'The newest version that is newer than what the app may have, without files; null if there is none.',
  })
  out_of_reach!: OutOfReachVersionDto | null;

  static from({ code, release, outOfReach }: CheckedUpdate, manifestOf: ManifestOf, base: string): UpdateCheckDto {
    const out_of_reach = outOfReach && OutOfReachVersionDto.from(outOfReach);
    return release
      ? { available: true, code, ...ReleaseDto.from(release, manifestOf, base), out_of_reach }
      : { available: false, code, ...NONE, out_of_reach };
  }

  /** Claims of the signed answer that say which version there is. */
  static claimsOf({ available, version, out_of_reach: newer }: UpdateCheckDto): object {
    const { version: number, reason } = newer ?? {};
    return { available, version, ...(newer && { out_of_reach: { version: number, reason } }) };
  }
}

const NONE = {
  version: null,
  reference: null,
  channel: null,
  is_mandatory: null,
  released_at: null,
  summary: null,
  changelog: null,
  download_url: null,
  files: [],
  manifest: null,
};
