import { Transform } from 'class-transformer';
import type { FormValues } from '../../common/http/form-fields';
import type { Customer } from '../../customers/customers/customer.entity';
import { CreateCustomerDto } from '../../customers/customers/dto/customer.dto';
import type { FormMessages } from '../kit/form-state';
import { texts } from '../../i18n/texts';

/** An empty field of a form clears the value. */
function EmptyIsNull(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && value.trim() === '' ? null : value,
  );
}

/** Browsers send the line ends of Windows, whatever the text had before. */
function LineEnds(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value,
  );
}

/** The fields of a customer in a form. */
export class CustomerFormDto extends CreateCustomerDto {
  @EmptyIsNull()
  override reference?: string | null;

  @EmptyIsNull()
  override email?: string | null;

  @EmptyIsNull()
  override company?: string | null;

  @EmptyIsNull()
  override phone?: string | null;

  @LineEnds()
  override notes?: string;

  @EmptyIsNull()
  override group?: string | null;

  @Transform(({ value }: { value: unknown }) => (value === '1' ? true : value))
  override allow_duplicate_email?: boolean;
}

export function customerMessages(): FormMessages {
  return texts('customers').problems;
}

export function valuesOf(customer: Customer): FormValues {
  const { name, reference, email, company, phone, notes, groupId } = customer;
  const texts = { reference, email, company, phone, group: groupId };
  return { name, notes, ...Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, text ?? ''])) };
}
