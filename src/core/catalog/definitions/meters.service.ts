import { Injectable } from '@nestjs/common';
import { DefinitionsService } from './definitions.service';
import { Meter } from './meter.entity';

export type MeterInput = Pick<Meter, 'name' | 'unit' | 'kind'>;

/** Declares, lists and deletes the meters of products. */
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
}
