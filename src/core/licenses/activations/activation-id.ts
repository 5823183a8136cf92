import type { Activation } from './activation.entity';

/** Public id of an activation. */
export function activationId({ id }: Pick<Activation, 'id'>): string {
  return `act_${id}`;
}
