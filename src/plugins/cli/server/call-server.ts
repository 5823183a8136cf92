import { Keyward, KeywardError } from '#sdk';
import { CliError } from '../kit/cli-error';
import { describeCallError } from '../kit/describe-error';
import { connectionInEnvironment } from '../kit/environment';

/** Calls the server that the environment names; a refusal is one sentence. */
export async function callServer<T>(call: (keyward: Keyward) => PromiseLike<T>): Promise<T> {
  const connection = connectionInEnvironment();
  try {
    return await call(new Keyward(connection));
  } catch (error) {
    throw error instanceof KeywardError
      ? new CliError(describeCallError(error, connection.baseUrl), { cause: error })
      : error;
  }
}
