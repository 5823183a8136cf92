import { APIS } from '../support/contracts';
import { Contract } from '../support/conformance';

const FOREIGN = APIS.filter(({ dialect }) => dialect.name !== 'native');

describe.each(FOREIGN)('the document of $dialect.name', ({ file, endpoints }) => {
  it('has every endpoint of the contract, and no other', () => {
    const { operations } = new Contract(file);
    const documented = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect(documented.sort()).toEqual([...endpoints].sort());
  });
});
