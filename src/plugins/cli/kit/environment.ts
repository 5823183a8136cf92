/** Address of the server, and the credential of the caller. */
export interface Connection {
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly token?: string;
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
