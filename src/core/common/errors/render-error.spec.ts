import { type DialectProblem, defineDialect } from '../dialects/define-dialect';
import { NATIVE } from '../dialects/native.dialect';
import { DomainError, fieldProblem, problem } from './domain-error';
import { renderError } from './render-error';

const SHOP = defineDialect({
  ...NATIVE,
  name: 'shop',
  errors: {
    ...NATIVE.errors,
    codes: { METER_EXHAUSTED: { status: 410, code: 'gone' } },
    body: ({ code, cause }: DialectProblem) => ({
      code,
      meter: cause instanceof DomainError ? cause.params?.meter : null,
    }),
  },
});

it('lets the body of a dialect describe what the domain refused', () => {
  const rendered = renderError(problem('METER_EXHAUSTED', { meter: 'desks' }), SHOP.errors, 'request');
  expect(rendered).toEqual({ status: 410, headers: {}, body: { code: 'gone', meter: 'desks' } });
});

it('renders problems of other origins with the same body', () => {
  const { body } = renderError({ kind: 'internal', code: 'INTERNAL_ERROR', message: 'no' }, SHOP.errors, 'request');
  expect(body).toEqual({ code: 'INTERNAL_ERROR', meter: null });
});

it('sends no rules and parameters of field problems', () => {
  const fields = [fieldProblem('LEAD_ROWS_DIFFER', { field: 'city', row: 2, column: 'city' })];
  const { body } = renderError(problem('IMPORT_REFUSED', { wrong: 1, rows: 2, fields }), NATIVE.errors, 'request');
  const message = 'Row 2 has the same name but another city';
  expect(body).toMatchObject({ error: { details: [{ field: 'city', reason: 'different', message }] } });
  expect(JSON.stringify(body)).not.toContain('params');
});
