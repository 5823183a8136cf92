import { ApiProperty, ApiSchema, IntersectionType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, ValidateNested } from 'class-validator';
import { BY_CREATION, SortedPage } from '../../../core/common/pagination/sorting';
import { PageOf } from '../../../core/common/pagination/page.dto';
import { IsName, IsText, IsWholeNumber, MAX_INTEGER, MayBeMissing } from '../../../core/common/validation/fields';
import {
  type Lead,
  LEAD_STATUSES,
  type LeadStatus,
  OPEN_LEAD_STATUSES,
  type OpenLeadStatus,
} from '../institution.entity';
import { IsSearchFilter } from '../../../core/common/validation/search-text';
import { MAX_CONTACTS } from '../lead-contacts';
import type { LeadFilter } from '../lead-filter';
import { ContactDto, LeadContactDto } from './contact.dto';
import { IsAnyName, IsAnyOf } from '../../../core/common/pagination/any-of';

export class CreateLeadDto {
  /**
   * Name of the institution.
   * @example "Example University"
   */
  @IsName()
  name!: string;

  /**
   * Type of the institution, free text.
   * @example "university"
   */
  @IsName(64)
  type!: string;

  /** Status, `new` by default. A lead becomes `converted` when it is converted into a customer. */
  @MayBeMissing()
  @IsIn(OPEN_LEAD_STATUSES)
  @ApiProperty({ enum: OPEN_LEAD_STATUSES, enumName: 'OpenLeadStatus', required: false })
  status?: OpenLeadStatus;

  /**
   * City and country.
   * @example "Oslo, NO"
   */
  @MayBeMissing()
  @IsText(255)
  city?: string;

  /**
   * Address of the website; null if unknown.
   * @example "https://www.example.com"
   */
  @MayBeMissing()
  @IsText(255)
  website?: string;

  /** Postal address. */
  @MayBeMissing()
  @IsText(1000)
  address?: string;

  /** Internal notes; empty by default. */
  @MayBeMissing()
  @IsText(2000)
  notes?: string;

  /** Contacts, at most 50. The first one with an e-mail address becomes the customer's contact. */
  @MayBeMissing()
  @IsArray()
  @ArrayMaxSize(MAX_CONTACTS)
  @ValidateNested({ each: true })
  @Type(() => LeadContactDto)
  contacts?: LeadContactDto[];
}

export class UpdateLeadDto extends PartialType(CreateLeadDto, { skipNullProperties: false }) {
  /** Revision that the change is based on: if the lead has another one, the answer is 409. Not checked if omitted. */
  @MayBeMissing()
  @IsWholeNumber(1, MAX_INTEGER)
  @ApiProperty({ required: false })
  revision?: number;
}

/** All given filters must match. */
export class LeadFilterDto implements LeadFilter {
  @IsAnyOf(LEAD_STATUSES, 'LeadStatus', { description: 'Only leads with one of these statuses.' })
  status?: LeadStatus[];

  @IsAnyName('Exact types of the institutions.', { max: 64 })
  type?: string[];

  @IsSearchFilter("name, the city or a contact's name; or the whole e-mail address of a contact")
  q?: string;
}

export class ListLeadsDto extends IntersectionType(LeadFilterDto, SortedPage(BY_CREATION, 'CreationSort')) {}

export class LeadDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** Numeric ID used by the other APIs. */
  @ApiProperty({ type: 'integer' })
  number!: number;

  /**
   * Name of the institution.
   * @example "Example University"
   */
  name!: string;

  /**
   * Type of the institution, such as `university`.
   * @example "university"
   */
  type!: string;

  /** Progress of the lead. */
  @ApiProperty({ enum: LEAD_STATUSES, enumName: 'LeadStatus' })
  status!: LeadStatus;

  /**
   * City of the institution; null if unknown.
   * @example "Oslo, NO"
   */
  city!: string;

  /**
   * Address of the website; null if unknown.
   * @example "https://www.example.com"
   */
  website!: string;

  /** Postal address of the institution; null if unknown. */
  address!: string;

  /** Internal notes; empty by default. */
  notes!: string;

  /** Contacts at the institution. */
  contacts!: ContactDto[];

  /** The customer that the lead was converted into; null if there is none. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  customer_id!: string | null;

  /** When the lead was converted to a customer; null if it was not. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  converted_at!: Date | null;

  /** Time of the latest activity; the time of creation if there is none. */
  last_activity_at!: Date;

  /** Increases with each change of the lead or its contacts. */
  @ApiProperty({ type: 'integer', example: 1 })
  revision!: number;

  /** When it was created. */
  created_at!: Date;

  /** When it was last changed. */
  updated_at!: Date;

  static from({ institution, contacts }: Lead): LeadDto {
    return {
      id: institution.uid,
      number: institution.id,
      name: institution.name,
      type: institution.type,
      status: institution.status,
      city: institution.city,
      website: institution.website,
      address: institution.address,
      notes: institution.notes,
      contacts: contacts.map((contact) => ContactDto.from(contact)),
      customer_id: institution.customer?.uid ?? null,
      converted_at: institution.convertedAt,
      last_activity_at: institution.lastActivityAt,
      revision: institution.revision,
      created_at: institution.createdAt,
      updated_at: institution.updatedAt,
    };
  }
}

@ApiSchema({ name: 'LeadPage' })
export class LeadPageDto extends PageOf(LeadDto) {}
