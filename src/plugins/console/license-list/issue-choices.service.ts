import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import {
  EntitlementsService,
  MetersService,
  PoliciesService,
  PolicyVersionsService,
  type Policy,
  type Product,
  ProductsService,
} from '../../../core/catalog';
import { DomainError, type FormValues } from '../../../core/common';
import { optionalIn } from '../../../pages/kit/form-input';
import type { IssueChoice } from './issue-form';

/** Products, policies and declarations that the form offers: the newest. */
const OFFERED = { limit: 100 } as const;

export interface IssueChoices {
  readonly products: readonly Product[];
  readonly policies: readonly Policy[];
  /** Undefined if there is no product. */
  readonly choice?: IssueChoice;
  /** The policy that the form was filled in for. */
  readonly previous?: Policy;
}

/** Reads what the form for a new license offers. */
@Injectable()
export class IssueChoicesService {
  constructor(
    private readonly products: ProductsService,
    private readonly policies: PoliciesService,
    private readonly entitlements: EntitlementsService,
    private readonly meters: MetersService,
    private readonly versions: PolicyVersionsService,
  ) {}

  /** @param values a form or an address; without a known product, the newest is chosen, and without a policy the product's own */
  async read(values: FormValues): Promise<IssueChoices> {
    const { rows: products } = await this.products.list(OFFERED);
    const { rows: policies } = await this.policies.list(OFFERED);
    const named = optionalIn(values, 'product');
    const product = (named && (await known(this.products.get(named)))) || products[0];
    const choice = product && (await this.choose(product, values));
    const previous = await this.policyOf(optionalIn(values, 'filled_for')?.split(' ')[1]);
    return { products: withOne(products, product), policies: withOne(policies, choice?.policy), choice, previous };
  }

  private async policyOf(uid: string | undefined): Promise<Policy | undefined> {
    return uid !== undefined && isUUID(uid) ? known(this.issuing(uid)) : undefined;
  }

  /** A policy with what its new licenses get. */
  private async issuing(uid: string): Promise<Policy> {
    const policy = await this.policies.get(uid);
    return policy.publishedVersion === null
      ? policy
      : Object.assign(policy, { grants: await this.versions.grantsOf(policy) });
  }

  private async choose(product: Product, values: FormValues): Promise<IssueChoice> {
    const own = product.policy?.uid ?? '';
    // Another product brings its own policy.
    const isOther = optionalIn(values, 'filled_for')?.startsWith(product.uid) === false;
    const named = isOther ? undefined : optionalIn(values, 'policy');
    const policy = await this.policyOf(named);
    return {
      product,
      policy: policy ?? (await this.issuing(own)),
      entitlements: (await this.entitlements.list(product.uid, OFFERED)).rows,
      meters: (await this.meters.list(product.uid, OFFERED)).rows.filter(({ decimals }) => decimals === null),
    };
  }
}

async function known<T>(lookup: Promise<T>): Promise<T | undefined> {
  try {
    return await lookup;
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'not-found') {
      return undefined;
    }
    throw error;
  }
}

function withOne<T extends { readonly id: number }>(rows: readonly T[], one: T | undefined): readonly T[] {
  return one === undefined || rows.some(({ id }) => id === one.id) ? rows : [one, ...rows];
}
