import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'FieldProblem' })
export class FieldProblemDto {
  /**
   * Path of the field, such as `items.0.amount`.
   * @example "max_activations"
   */
  field!: string;

  /**
   * Machine-readable reason.
   * @example "min"
   */
  reason!: string;

  /**
   * Human-readable reason.
   * @example "max_activations must not be less than 1"
   */
  message!: string;

  @ApiProperty({
    type: [String],
    required: false,
    description: 'The rejected IDs, if the field is a list of IDs; or the ID of the record that has the value.',
  })
  ids?: string[];
}

/** Place in the waiting line of a license for which no seat is free. */
interface WaitingPlace {
  readonly position: number;
  readonly since: Date;
  readonly token: string;
  readonly expires_at: Date;
}

@ApiSchema({ name: 'Problem' })
class ProblemDto {
  /**
   * Machine-readable error code. The meaning of a code never changes.
   * @example "VALIDATION_ERROR"
   */
  code!: string;

  /**
   * Human-readable error message.
   * @example "max_activations must not be less than 1"
   */
  message!: string;

  /** Invalid fields, at most 20; only present if fields are invalid. */
  @ApiProperty({ type: [FieldProblemDto], required: false })
  details?: FieldProblemDto[];

  /** Only present if a session was started with `wait` and no seat is free. */
  @ApiProperty({
    type: 'object',
    selfRequired: false,
    properties: {
      position: { type: 'integer', description: 'Position in the waiting line, from 1.' },
      since: { type: 'string', format: 'date-time', description: 'When the program asked first.' },
      token: { type: 'string', description: 'Keeps the place, as `wait_token`.' },
      expires_at: {
        type: 'string',
        format: 'date-time',
        description: 'The place ends then unless the program asks again.',
      },
    },
    required: ['position', 'since', 'token', 'expires_at'],
  })
  waiting?: WaitingPlace;

  /** ID of the request in the server's log. */
  @ApiProperty({ format: 'uuid' })
  request_id!: string;
}

/** The body of every error response. */
@ApiSchema({ name: 'ErrorAnswer' })
export class ErrorDto {
  /** The error. */
  error!: ProblemDto;

  /** The refusal as a compact JWS of type `keyward-answer+jws`. Only present if the call had a nonce and a rule refused it. */
  signed?: string;
}
