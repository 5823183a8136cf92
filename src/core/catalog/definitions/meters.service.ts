import { Injectable } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { DefinitionsService } from './definitions.service';
import { Meter } from './meter.entity';

/** Declaration of a meter or, with `decimals`, of a credit. */
export type MeterInput = Pick<Meter, 'name' | 'unit' | 'kind'> & { readonly decimals?: number | null };

/** Declares, lists and deletes the meters of products, and credits, which are meters with decimals. */
@Injectable()
export class MetersService extends DefinitionsService<Meter, MeterInput> {
  protected override readonly kind = {
    entity: Meter,
    noun: 'meter',
    errors: { notFound: 'PRODUCT_METER_NOT_FOUND', granted: 'METER_GRANTED' },
    events: { created: 'meter.created', updated: 'meter.updated', deleted: 'meter.deleted' },
  } as const;

  protected override isCompatible(definition: Meter, { kind }: MeterInput): boolean {
    return kind === definition.kind;
  }

  /** A meter does not become a credit, nor the other way. Stored amounts of a credit are numbers of its smallest part, also when it is no longer granted. */
  protected override async refuseMisfit(definition: Meter, input: MeterInput): Promise<void> {
    const { code, decimals: former } = definition;
    const { decimals = null } = input;
    if ((decimals === null) !== (former === null)) {
      throw problem('CODE_TAKEN', { field: 'code', code });
    }
    if (decimals !== former) {
      throw problem('CREDIT_DECIMALS_FIXED', { field: 'decimals' });
    }
    await super.refuseMisfit(definition, input);
  }
}
