import { Injectable } from '@nestjs/common';
import { DefinitionsService } from './definitions.service';
import { Entitlement } from './entitlement.entity';

export type EntitlementInput = Pick<Entitlement, 'name' | 'type' | 'choices'> & { readonly uid?: string };

@Injectable()
export class EntitlementsService extends DefinitionsService<Entitlement, EntitlementInput> {
  protected override readonly kind = {
    entity: Entitlement,
    noun: 'entitlement',
    errors: { notFound: 'ENTITLEMENT_NOT_FOUND', granted: 'ENTITLEMENT_GRANTED' },
    events: { created: 'entitlement.created', updated: 'entitlement.updated', deleted: 'entitlement.deleted' },
  } as const;

  protected override isCompatible(definition: Entitlement, { type, choices }: EntitlementInput): boolean {
    return type === definition.type && definition.choices.every((choice) => choices.includes(choice));
  }
}
