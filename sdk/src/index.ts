export type { Answer } from './answer';
export type { ApiPromise } from './api-promise';
export type { CallOptions, ClientOptions } from './client-options';
export type { Download } from './download';
export type * from './generated/native';
export type * from './generated/native/api';
export { Keyward } from './keyward';
export { KeywardError, type KeywardErrorFacts } from './keyward-error';
export type { Page, PagePromise } from './page-promise';
