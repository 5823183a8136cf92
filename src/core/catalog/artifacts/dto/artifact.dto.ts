import { ApiProperty, ApiPropertyOptional, ApiSchema, PickType } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsUrl, Matches, Max, Min } from 'class-validator';
import { ID } from '../../../common/fields/common-fields';
import { answerOf, fieldsOf, inputOf, optional } from '../../../common/fields/fields-of';
import { IsName, IsOneLine, IsText, MaxLength, MayBeMissing } from '../../../common/validation/fields';
import { asRule } from '../../../common/validation/rules';
import { ARCHS, KINDS, PLATFORMS } from '../../versions/artifact-target';
import { IsTargetName } from '../../versions/dto/target-name';
import { IsMetadata } from '../../../common/validation/metadata';
import type { VersionArtifact } from '../../versions/artifact.entity';
import { REQUIRED_ENTITLEMENTS } from '../../versions/dto/required-entitlements';
import { SYSTEM_VERSION } from '../../versions/system-version';
import type { NewArtifact } from '../artifacts.service';

const GUESSED = 'By default, it is derived from the name of the file.';
const PLATFORM = {
  description: `Platform: ${namesOf(PLATFORMS)}, or a name of your own.`,
  example: 'darwin',
};
const ARCH = {
  description: `Processor: ${namesOf(ARCHS)}, or a name of your own.`,
  example: 'arm64',
};
const SIZE = { type: 'integer', format: 'int64', description: 'Size in bytes.', example: 1_048_576 } as const;
const SHA256 = { pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the file, in lower-case hex.' };

const MIN_OS = {
  type: String,
  pattern: SYSTEM_VERSION.source,
  maxLength: 39,
  description:
    'Oldest version of the system that the file runs on, such as `10.15`, or `10.0.19041` of Windows: up to four numbers. Only of a file for one platform; by default any.',
};

function IsSystemVersion(): PropertyDecorator {
  return Matches(SYSTEM_VERSION, {
    message: '$property must be up to four numbers with dots between',
    ...asRule({ rule: 'isSystemVersion' }),
  });
}

function namesOf(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

const ARTIFACT = fieldsOf<VersionArtifact>()({
  ...ID,
  platform: { schema: PLATFORM, input: optional(IsTargetName(`${PLATFORM.description} ${GUESSED}`)) },
  arch: { schema: ARCH, input: optional(IsTargetName(`${ARCH.description} ${GUESSED}`)) },
  kind: {
    enum: KINDS,
    enumName: 'ArtifactKind',
    description: 'Kind of the file.',
    input: optional(`Kind of the file. ${GUESSED}`, IsIn(KINDS)),
  },
  label: {
    schema: {
      description: 'Tells files of one platform, processor and kind apart; empty for the one without.',
      example: '',
    },
    input: optional(
      IsTargetName(
        'Tells files of one platform, processor and kind apart, such as `portable`. Feeds of updaters have only files without one, unless their address names it.',
      ),
    ),
  },
  metadata: {
    type: Object,
    description: 'Custom vendor data, of which apps read the object `public` with the file.',
    input: optional(
      'Custom vendor data, at most 16 KB. Apps read the object `public` in it, at most 8 KB, with the file and signed in its manifest.',
      IsMetadata(),
      ApiProperty({ example: {} }),
    ),
  },
  from_version: {
    description: 'The version that a delta changes into this one.',
    nullable: true,
    from: ({ fromVersion }) => (fromVersion === '' ? null : fromVersion),
    input: optional('For a delta, the version that it changes into this one.', IsName(), IsOneLine()),
  },
  min_os_version: {
    nullable: true,
    schema: { description: 'Oldest version of the system that the file runs on; null for any.', example: '11.0' },
    input: optional(IsSystemVersion(), ApiProperty(MIN_OS)),
  },
  required_entitlements: REQUIRED_ENTITLEMENTS,
  name: { description: 'Name of the file.', example: 'Studio-1.2.0-arm64.dmg' },
  size: { type: 'integer', schema: SIZE },
  sha256: { schema: SHA256 },
  sha512: { description: 'SHA-512 of the file, in lower-case hex; null if unknown.', nullable: true },
  ed25519_signature: {
    description: "Sparkle's signature, in base64.",
    nullable: true,
    input: optional(
      "Sparkle's signature of the file, made with `sign_update`, in base64. Verified with the product's `sparkle_public_key`.",
      IsName(88),
    ),
  },
  minisign_signature: {
    description: "Tauri's signature, in base64.",
    nullable: true,
    input: optional(
      "Content of the `.sig` file of Tauri's signer or of minisign. Verified with the product's `tauri_public_key`.",
      IsText(1_500),
    ),
  },
  url: { description: 'Address of a file outside; null for an uploaded file.', nullable: true },
  created_at: { type: Date, description: 'When it was added.' },
});

/** Fields of an upload, besides its file. */
export class ArtifactFieldsDto extends inputOf(ARTIFACT) {}

export class LinkArtifactDto extends ArtifactFieldsDto {
  /**
   * Address outside from which apps download the file.
   * @example "https://downloads.example.com/Studio-1.2.0-arm64.dmg"
   */
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(2000)
  url!: string;

  /**
   * Name of the file.
   * @example "Studio-1.2.0-arm64.dmg"
   */
  @IsName()
  @IsOneLine()
  name!: string;

  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  @ApiProperty(SIZE)
  size!: number;

  @Matches(/^[\da-f]{64}$/, { message: 'sha256 must be 64 lower-case hex digits', ...asRule({ rule: 'isHash' }) })
  @ApiProperty({ ...SHA256, example: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c' })
  sha256!: string;

  @MayBeMissing()
  @Matches(/^[\da-f]{128}$/, { message: 'sha512 must be 128 lower-case hex digits', ...asRule({ rule: 'isHash' }) })
  @ApiPropertyOptional({
    pattern: '^[0-9a-f]{128}$',
    description: 'SHA-512 of the file, in lower-case hex. electron-updater needs it.',
    example: undefined,
  })
  sha512?: string;
}

/** Maps the fields to entity names. */
export function artifactInput(input: ArtifactFieldsDto): NewArtifact {
  const { platform, arch, kind, from_version, min_os_version, ed25519_signature, minisign_signature } = input;
  const { label, metadata, required_entitlements } = input;
  return {
    platform,
    arch,
    kind,
    label,
    metadata,
    fromVersion: from_version,
    minOsVersion: min_os_version,
    requiredEntitlements: required_entitlements,
    ed25519Signature: ed25519_signature,
    minisignSignature: minisign_signature,
  };
}

/** Fields of an artifact that can be changed after the upload. */
export class UpdateArtifactDto extends PickType(ArtifactFieldsDto, ['required_entitlements']) {
  @IsOptional()
  @IsSystemVersion()
  @ApiPropertyOptional({ ...MIN_OS, nullable: true, example: '11.0' })
  min_os_version?: string | null;

  @MayBeMissing()
  @IsMetadata()
  @ApiProperty({ required: false, description: 'Fields of the metadata that change; null removes one.', example: {} })
  metadata?: Record<string, unknown>;
}

export class ArtifactDto extends answerOf(ARTIFACT) {
  static readonly from = ARTIFACT.from;
}

@ApiSchema({ name: 'ArtifactList' })
export class ArtifactListDto {
  /** Files by platform, processor, kind and label; at most 200. */
  items!: ArtifactDto[];
}
