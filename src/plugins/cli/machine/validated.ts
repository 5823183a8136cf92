import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { fieldProblems } from '../../../core/common/validation/field-problems';
import { CliError } from '../kit/cli-error';

/** Makes a DTO of the API, so that the same rules hold. */
export async function validated<T extends object>(type: new () => T, values: T): Promise<T> {
  const input = plainToInstance(type, values);
  const [problem] = fieldProblems(await validate(input));
  if (problem) {
    throw new CliError(problem.message);
  }
  return input;
}
