import { SuccessDto } from '../../../kit/success.dto';

/** Successful response with a message. */
export class DoneDto extends SuccessDto {
  /** @example "License updated successfully" */
  message!: string;
}
