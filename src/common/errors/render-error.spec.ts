import { type DialectProblem, defineDialect } from '../dialects/define-dialect';
import { NATIVE } from '../dialects/native.dialect';
import { DomainError } from './domain-error';
import { renderError } from './render-error';

class OutOfStock extends DomainError {
  readonly code = 'OUT_OF_STOCK';
  readonly kind = 'conflict';

  constructor(readonly item: string) {
    super('Out of stock');
  }
}

const SHOP = defineDialect({
  ...NATIVE,
  name: 'shop',
  errors: {
    ...NATIVE.errors,
    codes: { OUT_OF_STOCK: { status: 410, code: 'gone' } },
    body: ({ code, cause }: DialectProblem) => ({ code, item: cause instanceof OutOfStock ? cause.item : null }),
  },
});

it('lets the body of a dialect describe what the domain refused', () => {
  const rendered = renderError(new OutOfStock('desk'), SHOP.errors, 'request');
  expect(rendered).toEqual({ status: 410, headers: {}, body: { code: 'gone', item: 'desk' } });
});

it('renders problems of other origins with the same body', () => {
  const { body } = renderError({ kind: 'internal', code: 'INTERNAL_ERROR', message: 'no' }, SHOP.errors, 'request');
  expect(body).toEqual({ code: 'INTERNAL_ERROR', item: null });
});
