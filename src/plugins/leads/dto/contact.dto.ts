import { ApiProperty, ApiSchema, PartialType } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsEmail, IsUUID } from 'class-validator';
import {
  answerOf,
  BY_CREATION,
  fieldsOf,
  ID,
  inputOf,
  IsName,
  IsSearchFilter,
  IsText,
  Length,
  MayBeMissing,
  optional,
  PageOf,
  required,
  SortedPage,
} from '../../../core/common';
import type { Contact } from '../contact.entity';

const MAX_DETAILS = 10;

export class ListLeadContactsDto extends SortedPage(BY_CREATION, 'CreationSort') {
  @IsSearchFilter('name, the position, an e-mail address or a phone number')
  q?: string;
}

const CONTACT = fieldsOf<Contact>()({
  ...ID,
  name: { description: 'Name of the person.', example: 'Grace Hopper', input: required(IsName()) },
  position: {
    description: 'Position of the person; null if unknown.',
    example: 'Head of IT',
    input: optional('Role of the contact at the institution.', IsText(255)),
  },
  emails: {
    type: [String],
    description: 'E-mail addresses of the person.',
    example: ['grace@example.com'],
    input: optional(
      {
        description: 'E-mail addresses, at most 10, stored in lower case.',
        format: 'email',
        minLength: 3,
        maxLength: 255,
      },
      IsArray(),
      ArrayMaxSize(MAX_DETAILS),
      IsEmail({}, { each: true }),
      Length(3, 255, { each: true }),
    ),
  },
  phones: {
    type: [String],
    description: 'Phone numbers of the person, as free text.',
    example: ['+1 555 0100'],
    input: optional(
      { description: 'Phone numbers, at most 10.', minLength: 1, maxLength: 64 },
      IsArray(),
      ArrayMaxSize(MAX_DETAILS),
      Length(1, 64, { each: true }),
    ),
  },
});

export class CreateContactDto extends inputOf(CONTACT) {}

export class UpdateContactDto extends PartialType(CreateContactDto, { skipNullProperties: false }) {}

/** A contact in the list that replaces the contacts of a lead. */
export class LeadContactDto extends CreateContactDto {
  /** Id of an existing contact of the lead, whose omitted fields are unchanged; a new contact if omitted. */
  @MayBeMissing()
  @IsUUID('loose')
  @ApiProperty({ format: 'uuid', required: false })
  id?: string;
}

export class ContactDto extends answerOf(CONTACT) {
  static readonly from = CONTACT.from;
}

@ApiSchema({ name: 'ContactPage' })
export class ContactPageDto extends PageOf(ContactDto) {}
