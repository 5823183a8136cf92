import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'ErrorSource' })
export class ErrorSourceDto {
  /**
   * JSON pointer of the invalid field in the body.
   * @example "/data/attributes/fingerprint"
   */
  pointer?: string;

  /**
   * Name of the invalid parameter of the query.
   * @example "limit"
   */
  parameter?: string;

  /**
   * Name of the invalid header.
   * @example "Keygen-Accept-Signature"
   */
  header?: string;
}

@ApiSchema({ name: 'Error' })
export class ErrorDto {
  /**
   * Kind of the error.
   * @example "Unprocessable resource"
   */
  title!: string;

  /**
   * Error in words, for a person.
   * @example "has already been taken"
   */
  detail!: string;

  /**
   * Code of the error; left out for an invalid request.
   * @example "FINGERPRINT_TAKEN"
   */
  code?: string;

  /** The part of the request that it is about. */
  source?: ErrorSourceDto;
}

@ApiSchema({ name: 'ErrorMeta' })
export class ErrorMetaDto {
  /**
   * ID of the request.
   * @example "0199a5f4-7a3c-7b6e-9c1d-2f4b8e6a1c35"
   */
  id!: string;
}

@ApiSchema({ name: 'Errors' })
export class ErrorsDto {
  /** The first error of the request. */
  @ApiProperty({ type: [ErrorDto] })
  errors!: ErrorDto[];

  /** The request. */
  meta!: ErrorMetaDto;
}
