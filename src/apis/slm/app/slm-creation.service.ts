import { Injectable } from '@nestjs/common';
import { ProductsService } from '../../../core/catalog';
import { isProblem, problem } from '../../../core/common';
import { FindOrCreateCustomersService } from '../../../core/customers';
import { onlyProduct } from '../../../core/identity';
import { IssueLicensesService, type NewLicense } from '../../../core/licenses';
import { productsNamed } from '../../kit/product-name';
import { UnitOfWork } from '../../../core/platform';

export interface SlmOwner {
  readonly email: string;
  readonly name: string | undefined;
  readonly company: string | undefined;
}

export interface NewSlmLicense extends Omit<NewLicense, 'product' | 'customer' | 'owner'> {
  /** Reference, number or name of the product; that of the API key by default. */
  readonly product: string | undefined;
  readonly buyer: SlmOwner | undefined;
}

/** Creates licenses for shops. */
@Injectable()
export class SlmCreationService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductsService,
    private readonly customers: FindOrCreateCustomersService,
    private readonly issuing: IssueLicensesService,
  ) {}

  /** @returns the key */
  create({ product: sent, buyer, ...license }: NewSlmLicense): Promise<string> {
    return this.work.run(async () => {
      const name = sent ?? onlyProduct();
      if (name === undefined) {
        throw problem('PRODUCT_NOT_FOUND');
      }
      const product = await this.referenceOf(name);
      const customer = buyer && (await this.buyer(buyer));
      const { key } = await this.issuing.issue({ ...license, product, ...(customer && { customer }) });
      return key;
    });
  }

  private async referenceOf(sent: string | number): Promise<string> {
    try {
      return (await this.products.get({ idOrReference: sent })).reference;
    } catch (error) {
      const named = isProblem(error, 'PRODUCT_NOT_FOUND') ? await productsNamed(this.products, String(sent)) : [];
      if (named[0] === undefined || named.length > 1) {
        throw error;
      }
      return named[0].reference;
    }
  }

  /** Uid of the customer with this e-mail, who is created if not found. */
  private async buyer({ email, name, company }: SlmOwner): Promise<string> {
    const details = company === undefined ? {} : { company };
    return (await this.customers.findOrCreateByEmail(email, name, details)).uid;
  }
}
