export type { Answer } from './answer';
export type { CallOptions, ClientOptions } from './client-options';
export type { Download } from './download';
export * from './errors';
export type * from './generated/native';
export type { Hooks, Logger, RequestEvent, ResponseEvent, RetryEvent } from './hooks';
export { iterate, type Page } from './iterate';
export { Keyward } from './keyward';
