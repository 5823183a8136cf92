import { errorsOf, type ErrorTable } from '../../../src/core/common/dialects/define-dialect';
import type { Problem } from '../../../src/core/common/errors/problem';
import { renderError } from '../../../src/core/common/errors/render-error';
import { toProblem } from '../../../src/core/common/errors/to-problem';
import { ERROR_CODES, OTHER_ERRORS } from '../../../src/core/openapi/error-codes';
import { REFUSALS } from '../../../src/core/verification/rules/verdict';
import { LicenseRefused } from '../../../src/core/verification/rules/verification.errors';
import { Contract } from '../../support/conformance';
import { APIS } from '../../support/contracts';
import { type ServedRoute, TestServer } from '../../testkit/server';

const REQUEST_ID = '0199a5f4-7a3c-7b6e-9c1d-2f4b8e6a1c35';
const PROBLEMS = [...ERROR_CODES, ...OTHER_ERRORS];

let served: readonly ServedRoute[];
beforeAll(async () => {
  const server = await TestServer.shared();
  served = server.routes;
  await server.stop();
});

describe.each(APIS)('the error tables of $file', ({ file, dialect }) => {
  const contract = Contract.of(file);
  let tables: ErrorTable[];
  beforeAll(() => {
    const routes = served.filter((route) => route.dialect === dialect.name);
    tables = [...new Set([dialect.errors, ...routes.map(({ url, errors }) => errorsOf(dialect, url, errors))])];
  });

  // LicenseBox's calls refuse with status 200.
  const answersTo = (problems: readonly Problem[]) =>
    tables.flatMap((table) =>
      problems
        .map((problem) => ({ code: problem.code, ...renderError(problem, table, REQUEST_ID) }))
        .filter(({ status }) => status >= 400),
    );

  it('give every error a documented body, also those without a row', () => {
    const undocumented = answersTo(PROBLEMS).filter(({ body }) => body !== null && !contract.describesError(body));
    expect(undocumented).toEqual([]);
  });

  it('give every refusal of a license a documented status, also those without a row', () => {
    const known = new Set(contract.operations.flatMap(({ responses }) => Object.keys(responses).map(Number)));
    const refusals = REFUSALS.map((refusal) => toProblem(new LicenseRefused(refusal), () => false));
    expect(answersTo(refusals).filter(({ status }) => !known.has(status))).toEqual([]);
  });
});
