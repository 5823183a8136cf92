import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { RequestedLicense } from '../../common/dialects/shadowed-api';
import { Activation } from '../../licenses/activations/activation.entity';
import { License } from '../../licenses/licenses/license.entity';
import { UnitOfWork } from '../../platform/database/unit-of-work';

/** License keys of requests that name only an ID, so that one server answers all requests of a license. */
@Injectable()
export class FindKeyService {
  constructor(private readonly work: UnitOfWork) {}

  /** Undefined if this server does not know the ID. */
  async find({ license, activation }: RequestedLicense): Promise<string | undefined> {
    const { manager } = this.work;
    if (license !== undefined && isUUID(license)) {
      return (await manager.findOne(License, { select: { key: true }, where: { uid: license } }))?.key;
    }
    if (activation !== undefined && isUUID(activation)) {
      const where = { uid: activation };
      return (await manager.findOne(Activation, { where, relations: { license: true } }))?.license?.key;
    }
    return undefined;
  }
}
