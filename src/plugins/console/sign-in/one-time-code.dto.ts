import { Transform } from 'class-transformer';
import { IsString } from 'class-validator';
import { IsName, Length } from '../../../core/common';
import { texts } from '../../../core/i18n';

/** The code of the app, with or without spaces. */
export class TotpCodeDto {
  @Transform(({ value }: { value: unknown }) => withoutSpaces(value))
  @IsString()
  @Length(6, 6)
  code!: string;
}

export class RecoveryCodeDto {
  @IsName(64)
  code!: string;
}

/** The problem of a refused code. */
export function totpProblem(code: unknown): string {
  const t = texts('signIn');
  const given = withoutSpaces(code);
  if (typeof given !== 'string' || given === '') {
    return t.codeMissing;
  }
  if (!/^\d+$/.test(given)) {
    return t.codeDigits;
  }
  return given.length === 6 ? t.codeWrong : t.codeLength({ digits: given.length });
}

export function recoveryCodeProblem(code: unknown): string {
  const t = texts('signIn');
  return typeof code === 'string' && code.trim() !== '' ? t.recoveryCodeWrong : t.recoveryCodeMissing;
}

function withoutSpaces(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/[\s-]/g, '') : value;
}
