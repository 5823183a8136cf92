import type { Environment } from './context';

const SECRET_NAME = /PASSWORD|SECRET|KEY|TOKEN/;
/** Paths, which help to mend what is wrong. */
const PATH_NAME = /^(TLS_KEY|SECRETS_KEY_FILE)$/;
/** Shorter texts are no secrets: hiding them would damage sentences. */
const MIN_LENGTH = 6;

/** Replaces every secret of the environment, passwords in URLs included, by `***`. */
export function hideSecrets(text: string, environment: Environment): string {
  return secretsOf(environment).reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
}

/** Longest first, so that a secret which contains another one is hidden entirely. */
function secretsOf(environment: Environment): string[] {
  const secrets = Object.entries(environment).flatMap(([name, value = '']) => [
    ...(SECRET_NAME.test(name) && !PATH_NAME.test(name) ? [value, ...value.split(',')] : []),
    ...passwordsIn(value),
  ]);
  return [...new Set(secrets.map((secret) => secret.trim()))]
    .filter(({ length }) => length >= MIN_LENGTH)
    .sort((one, other) => other.length - one.length);
}

/** The password of a URL, as it is written and as it is meant. */
function passwordsIn(value: string): string[] {
  const [, password] = /^\w+:\/\/[^/@:]*:(.+)@/.exec(value) ?? [];
  const [, parameter] = /[?&]password=([^&]+)/.exec(value) ?? [];
  return [password, parameter].flatMap((text) => (text === undefined ? [] : [text, decoded(text)]));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
