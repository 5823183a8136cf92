import type { CatalogKind, Fields } from './catalog-item';
import type { CatalogDto, CatalogProductDto } from './dto/catalog.dto';

type DefinitionKind = Extract<CatalogKind, 'entitlement' | 'meter' | 'credit'>;

const LISTS = { entitlement: 'entitlements', meter: 'meters', credit: 'credits' } as const;

/** A stored object, of which those that products declare by codes count. */
interface Declared {
  readonly kind: CatalogKind;
  readonly code: string;
  /** Present reference of the product. */
  readonly product: string | null;
}

interface Renamed {
  readonly renamed_from?: string;
}

/** The new names of what a file renames. Names that it does not rename stay. */
export class Renames {
  private readonly products: ReadonlyMap<string, string>;
  private readonly policies: ReadonlyMap<string, string>;
  private readonly codes: ReadonlyMap<string, string>;

  constructor(
    { products = [], policies = [] }: CatalogDto,
    private readonly declared: readonly Declared[],
  ) {
    this.products = newNames(products, ({ reference }) => reference);
    this.policies = newNames(policies, ({ name }) => name);
    this.codes = new Map(
      products.flatMap((product) => [
        ...codesIn(product, 'entitlement'),
        ...codesIn(product, 'meter'),
        ...codesIn(product, 'credit'),
      ]),
    );
  }

  product(reference: string): string {
    return this.products.get(reference) ?? reference;
  }

  /** Fields of an object with a list of products. */
  inProducts(fields: Fields): Fields {
    const { products } = fields;
    return Array.isArray(products)
      ? { ...fields, products: products.map((name) => this.product(String(name))) }
      : fields;
  }

  /** @param name of a shared policy, or reference of the product whose own policy it is */
  policy(name: string): string {
    return this.policies.get(name) ?? this.product(name);
  }

  /**
   * Grants by code under the new codes. A shared policy grants a code of each product that declares it.
   * @param product new reference of the product whose own policy it is; null for a shared policy
   */
  grants(kind: DefinitionKind, product: string | null, grants: object): object {
    return Object.fromEntries(
      Object.entries(grants).flatMap(([code, grant]: [string, unknown]) =>
        this.codesOf(kind, product, code).map((one) => [one, grant]),
      ),
    );
  }

  /** Rates of features under the new code of their credit. */
  rates(product: string | null, rates: object): object {
    return Object.fromEntries(
      Object.entries(rates).map(([feature, rate]: [string, { readonly credit: string }]) => {
        const [credit] = this.codesOf('credit', product, rate.credit);
        return [feature, { ...rate, credit }];
      }),
    );
  }

  /** New code of a meter or a credit that a policy names. */
  meter(product: string | null, code: string): string {
    const codes = [...this.codesOf('meter', product, code), ...this.codesOf('credit', product, code)];
    return codes.find((one) => one !== code) ?? code;
  }

  private codesOf(kind: DefinitionKind, product: string | null, code: string): string[] {
    const declaring = this.declared.filter((one) => one.kind === kind && one.code === code);
    const products = product === null ? declaring.map((one) => this.product(one.product ?? '')) : [product];
    const codes = products.map((one) => this.codes.get(codeKey(kind, one, code)) ?? code);
    return codes.length > 0 ? [...new Set(codes)] : [code];
  }
}

function newNames<T extends Renamed>(items: readonly T[], nameOf: (item: T) => string): Map<string, string> {
  return new Map(items.flatMap((item) => (item.renamed_from === undefined ? [] : [[item.renamed_from, nameOf(item)]])));
}

function codesIn(product: CatalogProductDto, kind: DefinitionKind): [string, string][] {
  const renamed = newNames<Renamed & { code: string }>(product[LISTS[kind]] ?? [], ({ code }) => code);
  return [...renamed].map(([from, to]) => [codeKey(kind, product.reference, from), to]);
}

/** Codes have no space. */
function codeKey(kind: DefinitionKind, product: string, code: string): string {
  return `${kind} ${code} ${product}`;
}
