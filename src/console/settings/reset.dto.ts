import { IsName } from '../../common/validation/fields';

export class ResetDto {
  /** Name of a setting. */
  @IsName(128)
  name!: string;
}
