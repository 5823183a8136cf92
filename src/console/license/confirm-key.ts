import { IsString } from 'class-validator';
import { texts } from '../../i18n/texts';
import { refusedField } from '../kit/form-state';

/** Of a longer key, the end must be typed. */
const LONGEST_TYPED = 40;
const TYPED_END = 8;

export class ConfirmKeyDto {
  @IsString()
  key!: string;
}

export function typedPart(key: string): string {
  return key.length > LONGEST_TYPED ? key.slice(-TYPED_END) : key;
}

/** Throws if it is not the key, and names the difference. Keys distinguish upper and lower case. */
export function confirmKey(key: string, typed: string): void {
  const expected = typedPart(key);
  if (typed.trim() !== expected) {
    throw refusedField('key', differenceOf(expected, typed.trim()), 'other_key');
  }
}

function differenceOf(expected: string, typed: string): string {
  const t = texts('licenseActions');
  const groups = expected.split('-');
  const typedGroups = typed.split('-');
  const place = groups.findIndex((group, index) => group !== typedGroups[index]);
  const group = groups[place];
  if (typed === '') {
    return t.missingKey;
  }
  return place <= 0 || group === undefined ? t.isNotKey : t.groupIs({ place: place + 1, group });
}
