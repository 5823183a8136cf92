import { Injectable } from '@nestjs/common';
import { NotFound } from '../common/errors/domain-error';
import { UnitOfWork } from '../database/unit-of-work';
import { Customer } from './customer.entity';

@Injectable()
export class CustomersService {
  constructor(private readonly work: UnitOfWork) {}

  async get(uid: string): Promise<Customer> {
    const customer = await this.work.manager.findOneBy(Customer, { uid });
    if (!customer) {
      throw new NotFound('customer');
    }
    return customer;
  }
}
