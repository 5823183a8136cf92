export type { Answer } from './answer';
export type { ApiPromise } from './api-promise';
export type { CallOptions, ClientOptions } from './client-options';
export type { Download } from './download';
export * from './errors';
export type * from './generated/native';
export type { Hooks, Logger, RequestEvent, ResponseEvent, RetryEvent } from './hooks';
export { Keyward } from './keyward';
export type { Page, PagePromise } from './page-promise';
