/* written by sdk/scripts/generate.mjs -- do not edit */
export type { HttpRequest as BaseHttpRequest } from '../../../http/http-request';
