import 'reflect-metadata';
import { Type } from 'class-transformer';
import { IsIn, Matches, Max, ValidateNested } from 'class-validator';
import { InvalidRequest, RequestValidationPipe } from '../http/request-validation.pipe';
import { IsName } from './fields';
import { asRule } from './rules';

class PartDto {
  @Max(3)
  count?: number;
}

class OrderDto {
  @IsName(5)
  name = 'desk';

  @IsIn(['a', 'b'])
  letter = 'a';

  @Matches(/^x/, {
    message: '$property is a country such as $value',
    ...asRule({ rule: 'isCountry', params: (value) => ({ example: String(value) }) }),
  })
  code = 'x';

  @ValidateNested({ each: true })
  @Type(() => PartDto)
  parts: PartDto[] = [];
}

class LongOrderDto extends OrderDto {}

async function problemsOf(body: object) {
  const error: unknown = await new RequestValidationPipe()
    .transform(body, { type: 'body', metatype: LongOrderDto })
    .catch((refusal: unknown) => refusal);
  return error instanceof InvalidRequest ? error.fields : error;
}

it.each([
  [
    'a validator of ours',
    { name: 'too long' },
    {
      field: 'name',
      reason: 'is_length',
      message: 'name must have 1 to 5 characters',
      rule: 'isLength',
      params: { min: 1, max: 5 },
    },
  ],
  [
    'a validator of the library',
    { letter: 'c' },
    {
      field: 'letter',
      reason: 'is_in',
      message: 'letter must be one of the following values: a, b',
      rule: 'isIn',
      params: { values: 'a, b' },
    },
  ],
  [
    'a validator with a rule of its own, and parameters of the value',
    { code: 'y' },
    {
      field: 'code',
      reason: 'matches',
      message: 'code is a country such as y',
      rule: 'isCountry',
      params: { example: 'y' },
    },
  ],
  [
    'a nested object',
    { parts: [{ count: 1 }, { count: 4 }] },
    {
      field: 'parts.1.count',
      reason: 'max',
      message: 'count must not be greater than 3',
      rule: 'max',
      params: { max: 3 },
    },
  ],
  [
    'an unknown field',
    { typo: 1 },
    {
      field: 'typo',
      reason: 'whitelist_validation',
      message: 'Unknown field: typo',
      rule: 'whitelistValidation',
      params: {},
    },
  ],
])('names the rule and the parameters of %s', async (_what, body, problem) => {
  expect(await problemsOf(body)).toEqual([problem]);
});
