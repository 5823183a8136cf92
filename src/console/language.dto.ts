import { IsIn, IsString } from 'class-validator';
import { type Language, LANGUAGES } from '../i18n/language';

export class LanguageDto {
  @IsIn(LANGUAGES)
  language!: Language;

  /** Path of the page to open then; the first page of the console by default. */
  @IsString()
  next: string = '';
}
