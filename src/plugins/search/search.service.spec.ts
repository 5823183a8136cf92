import { shared } from './search.service';

it.each([
  [[['a1', 'a2', 'a3'], ['b1', 'b2'], []], 4, ['a1', 'a2', 'b1', 'b2']],
  [[['a1', 'a2', 'a3'], ['b1']], 3, ['a1', 'a2', 'b1']],
  [[['a1'], ['b1'], ['c1']], 2, ['a1', 'b1']],
  [[[], []], 5, []],
])('shares the limit among lists evenly: %j by %i', (lists, limit, expected) => {
  expect(shared<string>(lists, limit)).toEqual(expected);
});
