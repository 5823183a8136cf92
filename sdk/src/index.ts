export type { Answer } from './answer';
export type { CallOptions, ClientOptions } from './client-options';
export type { Download } from './download';
export type * from './generated/native';
export { iterate, type Page } from './iterate';
export { Keyward } from './keyward';
export { KeywardError, type KeywardErrorFacts } from './keyward-error';
