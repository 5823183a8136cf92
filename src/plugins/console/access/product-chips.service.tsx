import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { type Product, ProductsService } from '../../../core/catalog';
import type { FormValues } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { HintAndError, idOf } from '../../../pages/components/form';
import { type FormState, refusedField } from '../../../pages/kit/form-state';
import { listIn } from '../../../pages/kit/form-input';
import type { FormRow } from '../../../pages/kit/form-table';

/** Products that are offered as chips; others are typed. */
const OFFERED = 24;

/** The products that a form offers, and those that were typed into it. */
@Injectable()
export class ProductChipsService {
  constructor(private readonly products: ProductsService) {}

  /**
   * The rows of a form for the products of a key or role.
   * @param chosen references, which are offered too
   */
  async rows(chosen: readonly string[]): Promise<FormRow[]> {
    const t = texts('access');
    const { rows, next } = await this.products.list({ limit: OFFERED });
    const others = chosen.filter((reference) => !rows.some((product) => product.reference === reference));
    const offered = [...(others.length > 0 ? await this.products.getEach(others) : []), ...rows];
    const view = (form: FormState) => <ProductChips form={form} products={offered} />;
    return [
      { name: 'products', kind: 'checkboxes', label: t.products, value: chosen, view },
      ...(next === null
        ? []
        : [
            {
              name: 'more_products',
              kind: 'list',
              label: t.moreProducts,
              hint: t.moreProductsHint,
              placeholder: t.moreProductsPlace,
            } as const,
          ]),
    ];
  }

  /** The references of all products in the form. A typed one may also be a name, if one product alone has it. */
  async chosen({ products, ...body }: FormValues): Promise<string[]> {
    const typed = listIn(body, 'more_products');
    const found = await this.products.named(typed);
    const references = await Promise.all(typed.map(async (name) => found.get(name)?.reference ?? this.byName(name)));
    return [...new Set([...(Array.isArray(products) ? (products as string[]) : []), ...references])];
  }

  private async byName(name: string): Promise<string> {
    const { rows } = await this.products.list({ limit: OFFERED }, { q: name });
    const [product, ...others] = rows.filter((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!product || others.length > 0) {
      throw refusedField('more_products', texts('access').productUnknown({ name }), 'unknown');
    }
    return product.reference;
  }
}

/** The input of a form without the fields of its products. */
export function withoutProducts({ products: _, more_products: __, ...input }: Record<string, unknown>): object {
  return input;
}

interface ProductChipsProps {
  readonly form: FormState;
  readonly products: readonly Product[];
}

function ProductChips({ form, products }: ProductChipsProps): VNode {
  const t = texts('access');
  const id = idOf('products');
  form.setLabel('products', t.products);
  return (
    <fieldset class="field" id={id} tabIndex={-1}>
      <legend>{t.products}</legend>
      <div class="choice-chips">
        {products.map(({ reference, name }) => (
          <label class="chip" key={reference} title={reference}>
            <input
              type="checkbox"
              name="products[]"
              value={reference}
              checked={form.list('products').includes(reference)}
            />
            <span>{name}</span>
          </label>
        ))}
      </div>
      <HintAndError
        id={id}
        hint={products.length > 0 ? t.productsHint : t.noProducts}
        problem={form.shownProblemOf('products')}
      />
    </fieldset>
  );
}
