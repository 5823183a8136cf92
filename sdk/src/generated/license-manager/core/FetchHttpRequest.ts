/* written by sdk/scripts/generate.mjs -- do not edit */
export { HttpRequest as FetchHttpRequest } from '../../../http/http-request';
