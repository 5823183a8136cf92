import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { timeOrNull } from '../../../common/fields/common-fields';
import { answerOf, fieldsOf, inputOf, optional } from '../../../common/fields/fields-of';
import { BY_CREATION, SortedPage } from '../../../common/pagination/sorting';
import { PageOf } from '../../../common/pagination/page.dto';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { SIGNING_ALGS } from '../signing-alg';
import type { SigningKey } from '../signing-key.entity';
import { publicJwk } from '../signing-key-pair';

export class ListSigningKeysDto extends SortedPage(BY_CREATION, 'CreationSort') {
  @IsSearchFilter('key ID')
  q?: string;
}

const SIGNING_KEY = fieldsOf<SigningKey>()({
  kid: { description: 'ID of the key, which signed texts name in their header.', example: 'dGhpcyBp' },
  alg: {
    enum: SIGNING_ALGS,
    enumName: 'SigningAlg',
    description: 'Algorithm of the key.',
    input: optional(
      'Algorithm of the key: Ed25519, or ECDSA with P-256 and SHA-256.',
      IsIn(SIGNING_ALGS),
      ApiProperty({ default: 'EdDSA' }),
    ),
  },
  public_key: {
    description: 'The public key in base64url, for apps that pin it: 43 characters with EdDSA, 87 with ES256.',
    example: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  },
  x: {
    description: '`x` of the key as a JSON Web Key; with EdDSA the whole public key.',
    example: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    from: (key) => publicJwk(key).x,
  },
  created_at: { type: Date, description: 'When the key was created.' },
  retired_at: timeOrNull(
    'When the key stopped signing; its signatures verify until it is revoked. Null for the active key.',
  ),
  revoked_at: timeOrNull('When the key was revoked: its signatures no longer verify. Null if it was not.'),
});

/** Input for a new signing key. */
export class CreateSigningKeyDto extends inputOf(SIGNING_KEY) {}

export class SigningKeyDto extends answerOf(SIGNING_KEY) {
  static readonly from = SIGNING_KEY.from;
}

@ApiSchema({ name: 'SigningKeyPage' })
export class SigningKeyPageDto extends PageOf(SigningKeyDto) {}
