import { Injectable } from '@nestjs/common';
import { type Page, type PageRequest, readPage } from '../common/pagination/page-request';
import { UnitOfWork } from '../database/unit-of-work';
import { Activation } from './activation.entity';

/** Activations as they are. How they come and go is decided elsewhere. */
@Injectable()
export class ActivationsService {
  constructor(private readonly work: UnitOfWork) {}

  /** Ended ones too. */
  listOf(licenseId: number, page: PageRequest): Promise<Page<Activation>> {
    return readPage(this.work.manager.createQueryBuilder(Activation, 'activation').where({ licenseId }), page);
  }
}
