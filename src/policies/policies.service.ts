import { Injectable } from '@nestjs/common';
import { NotFound } from '../common/errors/domain-error';
import { UnitOfWork } from '../database/unit-of-work';
import { Policy } from './policy.entity';

@Injectable()
export class PoliciesService {
  constructor(private readonly work: UnitOfWork) {}

  async get(uid: string): Promise<Policy> {
    const policy = await this.work.manager.findOneBy(Policy, { uid });
    if (!policy) {
      throw new NotFound('policy');
    }
    return policy;
  }
}
