import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ACTIVATION_KINDS } from '../../../../core/licenses/internal';
import type { LicensedActivation } from '../../../../core/verification';
import type { ActivationFilter } from '../../../../core/licensing';
import { LICENSE_MANAGER } from '../../license-manager.dialect';
import { InternalAnswerDto } from './answer.dto';
import { dateOrNull } from './dates';
import { IsQueryFlag, IsQueryText } from './fields';
import { MetaDto, PageDto } from './page.dto';

@ApiSchema({ name: 'ListActivations' })
export class ListLmActivationsDto extends PageDto {
  /** Case-insensitive part of the domain or of the license code. */
  @IsQueryText()
  search?: string;

  /** Only activations of licenses of this product. */
  @IsQueryText()
  product_reference_id?: string;

  /** Only activations of this license code. */
  @IsQueryText()
  license_code?: string;

  /** Only activations that are active, or are not. */
  @IsQueryFlag()
  is_active?: boolean;

  static toFilter({ search, product_reference_id, license_code, is_active }: ListLmActivationsDto): ActivationFilter {
    return { search, product: product_reference_id, licenseKey: license_code, active: is_active };
  }
}

@ApiSchema({ name: 'Activation' })
export class LmActivationDto {
  /** Number. */
  @ApiProperty({ type: 'integer', example: 1 })
  id!: number;

  /**
   * License code.
   * @example "LIC-ABC-123"
   */
  license_code!: string;

  /**
   * Reference of the product.
   * @example "PROD-001"
   */
  product_reference_id!: string;

  @ApiProperty({
    enum: ACTIVATION_KINDS,
    description: 'Kind of the activation: programs of other APIs activate devices instead of domains.',
    example: 'domain',
  })
  kind!: string;

  /**
   * Domain or device id.
   * @example "example.com"
   */
  domain!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Customer Name',
    description: 'Client name that the program sent.',
  })
  client_name!: string | null;

  /** IP address of the client; null if unknown. */
  @ApiProperty({ type: String, nullable: true, example: '192.168.1.100' })
  ip!: string | null;

  /** User-Agent of the client; null if it sent none. */
  @ApiProperty({ type: String, nullable: true, example: 'LicenseBoxExternalAPI' })
  user_agent!: string | null;

  /** Whether the activation takes a seat. */
  is_active!: boolean;

  @ApiProperty({ format: 'date', example: '2024-01-15', description: 'Date of the last activation or reactivation.' })
  activated_at!: string;

  @ApiProperty({ format: 'date', example: '2024-01-20', description: 'Date of the last call by the program.' })
  last_checked_at!: string;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    example: null,
    description: 'Date of the deactivation; null while active.',
  })
  deactivated_at!: string | null;

  static from(activation: LicensedActivation): LmActivationDto {
    const { license } = activation;
    return {
      id: activation.id,
      license_code: license.key,
      product_reference_id: license.product.reference,
      kind: activation.kind,
      domain: activation.fingerprint,
      client_name: activation.name,
      ip: activation.ip,
      user_agent: activation.userAgent,
      is_active: activation.isActive,
      activated_at: LICENSE_MANAGER.dates(activation.activatedAt),
      last_checked_at: LICENSE_MANAGER.dates(activation.lastSeenAt),
      deactivated_at: dateOrNull(activation.deactivatedAt),
    };
  }
}

@ApiSchema({ name: 'ChangedActivation' })
export class ChangedLmActivationDto extends InternalAnswerDto {
  /** The result. */
  data!: LmActivationDto;

  /**
   * Result in words, for a person.
   * @example "Activated."
   */
  message!: string;
}

@ApiSchema({ name: 'ActivationList' })
export class LmActivationListDto extends InternalAnswerDto {
  /** The result. */
  data!: LmActivationDto[];

  /** Page numbers and totals. */
  meta!: MetaDto;
}
