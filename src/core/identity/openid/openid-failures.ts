/** The error that people see. */
export function failureOf(error: unknown): 'OPENID_REFUSED' | 'OPENID_INVALID' | 'OPENID_UNAVAILABLE' {
  const code = codeOf(error);
  if (code === 'OAUTH_AUTHORIZATION_RESPONSE_ERROR') {
    return 'OPENID_REFUSED';
  }
  const isAway = code === 'OAUTH_TIMEOUT' || code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' || isFetchFailure(error);
  return isAway ? 'OPENID_UNAVAILABLE' : 'OPENID_INVALID';
}

function isFetchFailure(error: unknown): boolean {
  return error instanceof Error && (error.message === 'fetch failed' || isFetchFailure(error.cause));
}

function codeOf(error: unknown): string | undefined {
  const { code } = error instanceof Error ? (error as { code?: unknown }) : {};
  return typeof code === 'string' ? code : undefined;
}

/** One line without tokens: the messages of the library name claims, not their values; a provider says which error it is. */
export function describeFailure(error: unknown): string {
  const causes: string[] = [];
  for (let one = error; one instanceof Error && causes.length < 3; one = one.cause) {
    const { error: name, error_description: text } = one as { error?: unknown; error_description?: unknown };
    const said = [name, text].filter((each) => typeof each === 'string');
    causes.push([codeOf(one), one.message, ...said].filter(Boolean).join(' '));
  }
  return causes.join(': ').slice(0, 500);
}
