import { getMetadataStorage, IsInt, IsString, validateSync } from 'class-validator';
import { cacheRules } from './request-validation.pipe';

class Parent {
  @IsString()
  name: unknown = 1;
}

class Child extends Parent {
  @IsInt()
  count: unknown = 'many';
}

class Grouped {
  @IsInt({ groups: ['some'] })
  count: unknown = 'many';
}

const storage = getMetadataStorage();
cacheRules(storage);

const invalid = (value: object, groups?: string[]): string[] =>
  validateSync(value, groups && { groups }).map(({ property }) => property);
const rulesOf = (target: unknown) => storage.getTargetValidationMetadatas(target as never, '', false, false);

it('finds the rules of a class and of its parents, also those declared later', () => {
  expect([invalid(new Child()), invalid(new Child())]).toEqual([
    ['count', 'name'],
    ['count', 'name'],
  ]);
  expect(rulesOf(Child)).toBe(rulesOf(Child));

  IsInt()(Parent.prototype, 'later');
  expect(invalid(new Child())).toEqual(['count', 'name', 'later']);
  expect(invalid(new Parent())).toEqual(['name', 'later']);
});

it('finds the rules of groups each time', () => {
  expect([invalid(new Grouped(), ['some']), invalid(new Grouped(), ['other'])]).toEqual([['count'], []]);
});

it('finds none for what is no class', () => {
  expect(rulesOf('constructor')).toEqual([]);
});
