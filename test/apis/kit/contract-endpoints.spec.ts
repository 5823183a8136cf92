import { APIS, fileOf } from '../../support/contracts';
import { Contract } from '../../support/conformance';

const FOREIGN = APIS.filter(({ dialect }) => dialect.name !== 'native');

describe.each(FOREIGN)('the document of $dialect.name', ({ file, dialect, endpoints }) => {
  it(`has every endpoint in ${fileOf(dialect.name)}, and no other`, () => {
    const { operations } = Contract.of(file);
    const documented = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect(documented.sort()).toEqual([...endpoints].sort());
  });
});
