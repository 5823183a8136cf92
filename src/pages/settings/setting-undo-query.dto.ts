import { Matches } from 'class-validator';

export class SettingUndoQueryDto {
  /** Numbers of audit entries. */
  @Matches(/^[1-9]\d{0,14}(,[1-9]\d{0,14}){0,99}$/)
  entries!: string;
}
