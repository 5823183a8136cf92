import { ApiProperty, ApiSchema, PartialType } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsEmail, IsUUID } from 'class-validator';
import {
  BY_CREATION,
  IsName,
  IsSearchFilter,
  IsText,
  Length,
  MayBeMissing,
  PageOf,
  SortedPage,
} from '../../../core/common';
import type { Contact } from '../contact.entity';

const MAX_DETAILS = 10;

export class ListLeadContactsDto extends SortedPage(BY_CREATION, 'CreationSort') {
  @IsSearchFilter('name, the position, an e-mail address or a phone number')
  q?: string;
}

export class CreateContactDto {
  /**
   * Name of the person.
   * @example "Grace Hopper"
   */
  @IsName()
  name!: string;

  /**
   * Role of the contact at the institution.
   * @example "Head of IT"
   */
  @MayBeMissing()
  @IsText(255)
  position?: string;

  /**
   * E-mail addresses, at most 10, stored in lower case.
   * @example ["grace@example.com"]
   */
  @MayBeMissing()
  @IsArray()
  @ArrayMaxSize(MAX_DETAILS)
  @IsEmail({}, { each: true })
  @Length(3, 255, { each: true })
  emails?: string[];

  /**
   * Phone numbers, at most 10.
   * @example ["+1 555 0100"]
   */
  @MayBeMissing()
  @IsArray()
  @ArrayMaxSize(MAX_DETAILS)
  @Length(1, 64, { each: true })
  phones?: string[];
}

export class UpdateContactDto extends PartialType(CreateContactDto, { skipNullProperties: false }) {}

/** A contact in the list that replaces the contacts of a lead. */
export class LeadContactDto extends CreateContactDto {
  /** Id of an existing contact of the lead, whose omitted fields are unchanged; a new contact if omitted. */
  @MayBeMissing()
  @IsUUID()
  @ApiProperty({ format: 'uuid', required: false })
  id?: string;
}

export class ContactDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /**
   * Name of the person.
   * @example "Grace Hopper"
   */
  name!: string;

  /**
   * Position of the person; null if unknown.
   * @example "Head of IT"
   */
  position!: string;

  /**
   * E-mail addresses of the person.
   * @example ["grace@example.com"]
   */
  emails!: string[];

  /**
   * Phone numbers of the person, as free text.
   * @example ["+1 555 0100"]
   */
  phones!: string[];

  static from({ uid, name, position, emails, phones }: Contact): ContactDto {
    return { id: uid, name, position, emails, phones };
  }
}

@ApiSchema({ name: 'ContactPage' })
export class ContactPageDto extends PageOf(ContactDto) {}
