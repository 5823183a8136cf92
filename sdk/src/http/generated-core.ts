/** What the generated services resolve with: an ordinary promise. A call is cancelled by its AbortSignal. */
export type Answered<T> = Promise<T>;

/** A call, as the generated services describe it. */
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

/** The generated clients hand this to their HttpRequest. Ours reads its connection instead. */
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
