import { SuccessDto } from '../../../kit/success.dto';

/** Successful response with a message. */
export class DoneDto extends SuccessDto {
  /**
   * Result in words, for a person.
   * @example "License updated successfully"
   */
  message!: string;
}
