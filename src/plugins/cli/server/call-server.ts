import { Keyward, KeywardError } from '#sdk';
import { CliError } from '../kit/cli-error';
import { describeCallError } from '../kit/describe-error';
import { type Connection, connectionInEnvironment, type LogIn, logInOfEnvironment } from '../kit/environment';

/** Calls the server that the environment names; a refusal is one sentence. */
export async function callServer<T>(call: (keyward: Keyward) => PromiseLike<T>): Promise<T> {
  const connection = connectionInEnvironment();
  const logIn = logInOfEnvironment();
  try {
    return await (logIn ? callAs(logIn, connection, call) : call(new Keyward(connection)));
  } catch (error) {
    throw error instanceof KeywardError
      ? new CliError(describeCallError(error, connection.baseUrl), { cause: error })
      : error;
  }
}

/** The log-in ends with the call. */
async function callAs<T>(
  logIn: LogIn,
  { baseUrl }: Connection,
  call: (keyward: Keyward) => PromiseLike<T>,
): Promise<T> {
  const { access_token: token } = await new Keyward({ baseUrl }).auth.logIn(logIn);
  const keyward = new Keyward({ baseUrl, token });
  try {
    return await call(keyward);
  } finally {
    await keyward.auth.logOut();
  }
}
