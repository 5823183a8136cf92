import { type Settings } from '../../core/platform';
import { InvalidSettings } from '../../core/platform/internal';
import { TEST_JWT_SECRET } from './sample-data';

/** Only the demo may use the secret that the V2 contract documents. */
export function refusePublicSecret({ JWT_SECRET }: Settings): void {
  if (JWT_SECRET === TEST_JWT_SECRET) {
    throw new InvalidSettings(`Settings: JWT_SECRET must not be ${TEST_JWT_SECRET}, which is public.`);
  }
}
