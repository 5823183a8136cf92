/** What the generated services return: an ordinary promise. Calls are cancelled with an AbortSignal. */
export type Answered<T> = Promise<T>;

/** A call as described by the generated services. */
export interface ApiRequestOptions {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS' | 'HEAD' | 'PATCH';
  /** The path as in the document, parameters in braces. */
  readonly url: string;
  readonly path?: Record<string, unknown>;
  readonly headers?: Record<string, unknown>;
  readonly query?: Record<string, unknown>;
  readonly formData?: Record<string, unknown>;
  readonly body?: unknown;
  readonly mediaType?: string;
  readonly errors?: Record<number, string>;
}

/** The generated clients pass this to their HttpRequest, which uses its connection instead. */
export interface OpenAPIConfig {
  BASE: string;
  VERSION: string;
  WITH_CREDENTIALS: boolean;
  CREDENTIALS: 'include' | 'omit' | 'same-origin';
  TOKEN: undefined;
  USERNAME: undefined;
  PASSWORD: undefined;
  HEADERS: undefined;
  ENCODE_PATH: undefined;
}
