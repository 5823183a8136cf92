import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsName, IsNameList, IsSmallObject, IsText, Length, MAX_INTEGER } from '../../../../core/common';
import { MAX_FINGERPRINT } from '../../../../core/verification';
import type { ValidationScope } from '../../app/validations.service';
import { Must } from '../../../kit/fields';

const MAX_FINGERPRINTS = 100;

/** A requirement that cannot be verified is refused instead of ignored. */
function IsUnsupported(): PropertyDecorator {
  return Must('isUnsupported', 'is not supported by this server', (value) => value === undefined);
}

function IsGiven(): PropertyDecorator {
  return Must('isGiven', 'is missing', (value) => value !== undefined);
}

@ApiSchema({ name: 'ValidationScope' })
export class ValidationScopeDto implements ValidationScope {
  /** UUID or reference of the product. */
  @IsOptional()
  @IsText(255)
  @ApiPropertyOptional({ example: undefined })
  product?: string;

  /** UUID or name of the policy. */
  @IsOptional()
  @IsText(255)
  @ApiPropertyOptional({ example: undefined })
  policy?: string;

  /** User of the program: an e-mail address or an external ID. */
  @IsOptional()
  @IsText(255)
  @ApiPropertyOptional({ type: String, nullable: true, example: undefined })
  user?: string | null;

  /** ID of the machine. */
  @IsOptional()
  @IsText(255)
  @ApiPropertyOptional({ example: undefined })
  machine?: string;

  /**
   * Fingerprint of the machine.
   * @example "4d:Eq:UV:D3:XZ:tL:WN:Bz:mA:Eg:E6:Mk:YX:dK:NC"
   */
  @IsOptional()
  @IsText(MAX_FINGERPRINT)
  fingerprint?: string;

  /** Fingerprints of the machine, of which any is enough. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_FINGERPRINTS)
  @IsString({ each: true })
  @Length(0, MAX_FINGERPRINT, { each: true })
  @ApiPropertyOptional({ type: [String], example: undefined })
  fingerprints?: string[];

  /** Codes of entitlements that the license must have. */
  @IsOptional()
  @IsNameList()
  @ApiPropertyOptional({ type: [String], example: undefined })
  entitlements?: string[];

  /** Version of the program. */
  @IsOptional()
  @IsText(255)
  @ApiPropertyOptional({ example: undefined })
  version?: string;

  /** Not supported: a request with it is refused. */
  @IsUnsupported()
  @ApiPropertyOptional({ type: [String], example: undefined })
  components?: string[];

  /** SHA-256, in hex, of a file of an active version of the product. */
  @IsOptional()
  @IsText(255)
  @ApiPropertyOptional({ example: undefined })
  checksum?: string;
}

@ApiSchema({ name: 'ValidationRequestMeta' })
export class ValidationInputMetaDto {
  /** Number that the answer repeats. */
  @IsOptional()
  @IsInt()
  @ApiPropertyOptional({ type: 'integer', example: 1574265297 })
  nonce?: number;

  /** Requirements of the program. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ValidationScopeDto)
  scope?: ValidationScopeDto;
}

@ApiSchema({ name: 'KeyValidationRequestMeta' })
export class KeyValidationInputMetaDto extends ValidationInputMetaDto {
  /**
   * License key.
   * @example "C1B6DE-39A6E3-DE1529-8559A0-4AF593-V3"
   */
  @IsGiven()
  @IsName()
  key!: string;
}

@ApiSchema({ name: 'KeyValidationRequest' })
export class ValidateKeyDto {
  /** License key and requirements. */
  @IsGiven()
  @IsObject()
  @ValidateNested()
  @Type(() => KeyValidationInputMetaDto)
  meta!: KeyValidationInputMetaDto;
}

@ApiSchema({ name: 'ValidationRequest' })
export class ValidateLicenseDto {
  /** Requirements; left out for none. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ValidationInputMetaDto)
  meta?: ValidationInputMetaDto;
}

@ApiSchema({ name: 'MachineRequestAttributes' })
export class MachineAttributesDto {
  /**
   * Fingerprint of the machine. Each takes one seat.
   * @example "4d:Eq:UV:D3:XZ:tL:WN:Bz:mA:Eg:E6:Mk:YX:dK:NC"
   */
  @IsGiven()
  @IsName(MAX_FINGERPRINT)
  fingerprint!: string;

  /** Name of the machine. */
  @IsOptional()
  @IsText(255)
  @ApiPropertyOptional({ type: String, nullable: true, example: 'Office MacBook Pro' })
  name?: string | null;

  /** Accepted and ignored: the address of the connection counts. */
  @IsOptional()
  @IsText(255)
  @ApiPropertyOptional({ type: String, nullable: true, example: undefined })
  ip?: string | null;

  /** Host name of the machine. */
  @IsOptional()
  @IsText(255)
  @ApiPropertyOptional({ type: String, nullable: true, example: undefined })
  hostname?: string | null;

  /** Platform of the machine. */
  @IsOptional()
  @IsText(255)
  @ApiPropertyOptional({ type: String, nullable: true, example: 'macOS' })
  platform?: string | null;

  /** Processor cores. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_INTEGER)
  @ApiPropertyOptional({ type: 'integer', nullable: true, example: 8 })
  cores?: number | null;

  /** Memory in bytes. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  @ApiPropertyOptional({ type: 'integer', nullable: true, example: undefined })
  memory?: number | null;

  /** Disk space in bytes. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  @ApiPropertyOptional({ type: 'integer', nullable: true, example: undefined })
  disk?: number | null;

  /** Data of the program about the machine, at most 8 KB. */
  @IsOptional()
  @IsSmallObject(8192)
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: {} })
  metadata?: Record<string, unknown>;
}

@ApiSchema({ name: 'LicenseIdentifierRequest' })
export class LicenseIdentifierInputDto {
  /** Always `licenses`. */
  @IsGiven()
  @IsIn(['license', 'licenses'])
  @ApiProperty({ enum: ['license', 'licenses'], example: 'licenses' })
  type!: string;

  /** ID of the license of the request. */
  @IsGiven()
  @IsUUID()
  @ApiProperty({ format: 'uuid', example: '8e7d3c52-41a9-4f6b-b2d0-6f1c9a5e3b84' })
  id!: string;
}

@ApiSchema({ name: 'LicenseRelationshipRequest' })
export class LicenseRelationshipInputDto {
  /** The license. */
  @IsGiven()
  @IsObject()
  @ValidateNested()
  @Type(() => LicenseIdentifierInputDto)
  data!: LicenseIdentifierInputDto;
}

@ApiSchema({ name: 'MachineRequestRelationships' })
export class MachineRelationshipsInputDto {
  /** The license of the machine. */
  @IsGiven()
  @IsObject()
  @ValidateNested()
  @Type(() => LicenseRelationshipInputDto)
  license!: LicenseRelationshipInputDto;
}

@ApiSchema({ name: 'MachineRequestData' })
export class MachineDataDto {
  /** Always `machines`. */
  @IsGiven()
  @IsIn(['machine', 'machines'])
  @ApiProperty({ enum: ['machine', 'machines'], example: 'machines' })
  type!: string;

  /** Description of the machine. */
  @IsGiven()
  @IsObject()
  @ValidateNested()
  @Type(() => MachineAttributesDto)
  attributes!: MachineAttributesDto;

  /** The license to activate. */
  @IsGiven()
  @IsObject()
  @ValidateNested()
  @Type(() => MachineRelationshipsInputDto)
  relationships!: MachineRelationshipsInputDto;
}

@ApiSchema({ name: 'MachineRequest' })
export class ActivateMachineDto {
  /** The machine. */
  @IsGiven()
  @IsObject()
  @ValidateNested()
  @Type(() => MachineDataDto)
  data!: MachineDataDto;
}
