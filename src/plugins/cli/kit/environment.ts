/** Address of the server, and the credential of the caller. */
export interface Connection {
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly token?: string;
}

/** A user who logs in for one command. */
export interface LogIn {
  readonly username: string;
  readonly password: string;
}

/** The environment that the settings of the server are read from. */
export const environment: Readonly<Record<string, string | undefined>> = process.env;

/** The token precedes the API key. Empty variables count as unset. */
export function connectionInEnvironment(): Connection {
  const { KEYWARD_URL, KEYWARD_API_KEY, KEYWARD_TOKEN } = environment;
  return {
    baseUrl: KEYWARD_URL || 'http://127.0.0.1:8080',
    ...(KEYWARD_TOKEN ? { token: KEYWARD_TOKEN } : { apiKey: KEYWARD_API_KEY || undefined }),
  };
}

/** `KEYWARD_PASSWORD` of `KEYWARD_USER`, by default `admin`; undefined with a token or an API key, which precede it. */
export function logInOfEnvironment(): LogIn | undefined {
  const { KEYWARD_API_KEY, KEYWARD_TOKEN, KEYWARD_USER, KEYWARD_PASSWORD } = environment;
  return KEYWARD_TOKEN || KEYWARD_API_KEY || !KEYWARD_PASSWORD
    ? undefined
    : { username: KEYWARD_USER || 'admin', password: KEYWARD_PASSWORD };
}
