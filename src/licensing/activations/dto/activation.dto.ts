import { ApiProperty, ApiSchema, IntersectionType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { PageOf, PageQueryDto } from '../../../common/pagination/page.dto';
import { IsName, MayBeMissing } from '../../../common/validation/fields';
import { ACTIVATION_KINDS, type ActivationKind } from '../activation.entity';
import { activationId } from '../activation-id';
import type { ActivationFilter, LicensedActivation } from '../activations.service';

const MAX_FINGERPRINT = 512;

export class ActivationFilterDto implements ActivationFilter {
  @MayBeMissing()
  @IsUUID()
  @ApiProperty({ format: 'uuid', required: false })
  license?: string;

  /** As the device presented itself, or the SHA-256 of the object that it presented. */
  @MayBeMissing()
  @IsName(MAX_FINGERPRINT)
  fingerprint?: string;

  /** Whether it holds its seat now. */
  @MayBeMissing()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  active?: boolean;
}

export class ListActivationsDto extends IntersectionType(ActivationFilterDto, PageQueryDto) {}

export class UpdateActivationDto {
  /** What people call the device. */
  @IsOptional()
  @IsName()
  @ApiProperty({ type: String, nullable: true, required: false, example: 'Reception' })
  name?: string | null;
}

export class ActivationDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer', description: 'What the other APIs call its id.' })
  number!: number;

  /**
   * As the device was told it.
   * @example "act_456"
   */
  activation_id!: string;

  @ApiProperty({ format: 'uuid' })
  license!: string;

  /** @example "Q7RD-K2LM-9XWE-4TUB" */
  license_key!: string;

  @ApiProperty({ enum: ACTIVATION_KINDS, enumName: 'ActivationKind' })
  kind!: ActivationKind;

  fingerprint!: string;

  @ApiProperty({ type: String, nullable: true })
  name!: string | null;

  @ApiProperty({ type: String, nullable: true })
  app_version!: string | null;

  @ApiProperty({ type: String, nullable: true })
  ip!: string | null;

  @ApiProperty({ type: String, nullable: true })
  user_agent!: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'As the device described itself.',
  })
  device_data!: object | null;

  /** When it last took its seat. */
  activated_at!: Date;

  /** Its last sign of life. */
  last_seen_at!: Date;

  @ApiProperty({ type: 'integer' })
  check_count!: number;

  deactivated_at!: Date | null;

  /** Whether it holds its seat now. */
  active!: boolean;

  static from(activation: LicensedActivation): ActivationDto {
    return {
      id: activation.uid,
      number: activation.id,
      activation_id: activationId(activation),
      license: activation.license.uid,
      license_key: activation.license.key,
      kind: activation.kind,
      fingerprint: activation.fingerprint,
      name: activation.name,
      app_version: activation.appVersion,
      ip: activation.ip,
      user_agent: activation.userAgent,
      device_data: activation.deviceData,
      activated_at: activation.activatedAt,
      last_seen_at: activation.lastSeenAt,
      check_count: activation.checkCount,
      deactivated_at: activation.deactivatedAt,
      active: activation.isLive,
    };
  }
}

@ApiSchema({ name: 'ActivationPage' })
export class ActivationPageDto extends PageOf(ActivationDto) {}
