import type { Activation } from './activation.entity';

/** What programs are told their activation is called. */
export function activationId({ id }: Pick<Activation, 'id'>): string {
  return `act_${id}`;
}
