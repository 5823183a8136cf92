import { Injectable } from '@nestjs/common';
import { DeclarationsService } from '../entitlements/declarations.service';
import { Meter } from './meter.entity';

export type MeterInput = Pick<Meter, 'name' | 'unit' | 'kind'>;

@Injectable()
export class MetersService extends DeclarationsService<Meter, MeterInput> {
  protected override readonly kind = {
    entity: Meter,
    noun: 'meter',
    errors: { notFound: 'PRODUCT_METER_NOT_FOUND', granted: 'METER_GRANTED' },
    events: { created: 'meter.created', updated: 'meter.updated', deleted: 'meter.deleted' },
  } as const;

  protected override isCompatible(declared: Meter, { kind }: MeterInput): boolean {
    return kind === declared.kind;
  }
}
