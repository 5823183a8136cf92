import { ApiProperty, ApiSchema, IntersectionType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, ValidateNested } from 'class-validator';
import {
  answerOf,
  BY_CREATION,
  DATES,
  fieldsOf,
  IDS,
  inputOf,
  IsAnyName,
  IsAnyOf,
  IsName,
  IsSearchFilter,
  IsText,
  IsWholeNumber,
  MAX_INTEGER,
  MayBeMissing,
  optional,
  PageOf,
  required,
  SortedPage,
} from '../../../core/common';
import {
  type Institution,
  type Lead,
  LEAD_STATUSES,
  type LeadStatus,
  OPEN_LEAD_STATUSES,
  type OpenLeadStatus,
} from '../institution.entity';
import { MAX_CONTACTS } from '../lead-contacts';
import type { LeadFilter } from '../lead-filter';
import { ContactDto, LeadContactDto } from './contact.dto';

const LEAD = fieldsOf<Institution, [contacts: Lead['contacts']]>()({
  ...IDS,
  name: { description: 'Name of the institution.', example: 'Example University', input: required(IsName()) },
  type: {
    description: 'Type of the institution, such as `university`.',
    example: 'university',
    input: required('Type of the institution, free text.', IsName(64)),
  },
  status: {
    enum: LEAD_STATUSES,
    enumName: 'LeadStatus',
    description: 'Progress of the lead.',
    input: optional<OpenLeadStatus>(
      'Status, `new` by default. A lead becomes `converted` when it is converted into a customer.',
      IsIn(OPEN_LEAD_STATUSES),
      ApiProperty({ enum: OPEN_LEAD_STATUSES, enumName: 'OpenLeadStatus' }),
    ),
  },
  city: {
    description: 'City of the institution; null if unknown.',
    example: 'Oslo, NO',
    input: optional('City and country.', IsText(255)),
  },
  website: {
    description: 'Address of the website; null if unknown.',
    example: 'https://www.example.com',
    input: optional(IsText(255)),
  },
  address: {
    description: 'Postal address of the institution; null if unknown.',
    input: optional('Postal address.', IsText(1000)),
  },
  notes: { description: 'Internal notes; empty by default.', input: optional(IsText(2000)) },
  contacts: {
    type: [ContactDto],
    description: 'Contacts at the institution.',
    from: (_institution, contacts) => contacts.map((contact) => ContactDto.from(contact)),
    input: optional<LeadContactDto[]>(
      "Contacts, at most 50. The first one with an e-mail address becomes the customer's contact.",
      IsArray(),
      ArrayMaxSize(MAX_CONTACTS),
      ValidateNested({ each: true }),
      Type(() => LeadContactDto),
      ApiProperty({ type: [LeadContactDto] }),
    ),
  },
  customer_id: {
    description: 'The customer that the lead was converted into; null if there is none.',
    nullable: true,
    schema: { format: 'uuid', example: null },
    from: ({ customer }) => customer?.uid ?? null,
  },
  converted_at: {
    type: Date,
    description: 'When the lead was converted to a customer; null if it was not.',
    nullable: true,
    schema: { type: String, format: 'date-time', example: null },
  },
  last_activity_at: {
    type: Date,
    description: 'Time of the latest activity; the time of creation if there is none.',
  },
  revision: {
    type: 'integer',
    description: 'Increases with each change of the lead or its contacts.',
    schema: { example: 1 },
  },
  ...DATES,
});

export class CreateLeadDto extends inputOf(LEAD) {}

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

export class LeadDto extends answerOf(LEAD) {
  static from({ institution, contacts }: Lead): LeadDto {
    return LEAD.from(institution, contacts);
  }
}

@ApiSchema({ name: 'LeadPage' })
export class LeadPageDto extends PageOf(LeadDto) {}
