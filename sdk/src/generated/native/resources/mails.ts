/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { DeleteMailBounceQuery, DeleteMailTemplateQuery, GetMailTemplateQuery, ListMailBouncesQuery, ListMailTemplatesQuery, ListMailsQuery, Mail, MailBounce, MailKind, MailLanguage, MailPreview, MailTemplate, MailTemplateList, PreviewMailTemplate, PreviewMailTemplateQuery, PutMailTemplateBody, PutMailTemplateQuery, ReportMailBounceBody, TestMailTemplateBody, TestMailTemplateQuery } from '../index';

/** E-mails to customers, and their texts. */
export interface MailsApi {

  /**
   * List the addresses that take no e-mails, newest first.
   *
   * E-mails to them that are not about a request are not sent. Requires an access token or an API key with the permission `mails:read`.
   *
   * `GET /api/v1/mails/bounces`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listBounces(query?: ListMailBouncesQuery, options?: CallOptions): PagePromise<MailBounce>;

  /**
   * Report an e-mail that came back.
   *
   * The address gets no e-mails about licenses, orders and news any more. Requires an access token or an API key with the permission `mails:write`.
   *
   * `POST /api/v1/mails/bounces`
   *
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  reportBounce(body: ReportMailBounceBody, options?: CallOptions): ApiPromise<void>;

  /**
   * Allow e-mails to an address again.
   *
   * Requires an access token or an API key with the permission `mails:write`.
   *
   * `DELETE /api/v1/mails/bounces/{email}`
   *
   * @param email Address, case-insensitive.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deleteBounce(email: string, query?: DeleteMailBounceQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * List the e-mails of the last 400 days, newest first.
   *
   * Their texts are not kept. Requires an access token or an API key with the permission `mails:read`.
   *
   * `GET /api/v1/mails`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListMailsQuery, options?: CallOptions): PagePromise<Mail>;

  /**
   * List the texts of all kinds of e-mails in a language.
   *
   * Requires an access token or an API key with the permission `mail-templates:read`.
   *
   * `GET /api/v1/mail-templates`
   *
   * @returns The mail template list.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listTemplates(query: ListMailTemplatesQuery, options?: CallOptions): ApiPromise<MailTemplateList>;

  /**
   * Get the text of a kind of e-mail.
   *
   * Requires an access token or an API key with the permission `mail-templates:read`.
   *
   * `GET /api/v1/mail-templates/{kind}/{language}`
   *
   * @param kind Kind of the e-mail.
   * @param language Language of the text.
   * @returns The mail template.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getTemplate(kind: MailKind, language: MailLanguage, query?: GetMailTemplateQuery, options?: CallOptions): ApiPromise<MailTemplate>;

  /**
   * Replace the text of a kind of e-mail.
   *
   * Requires an access token or an API key with the permission `mail-templates:write`.
   *
   * `PUT /api/v1/mail-templates/{kind}/{language}`
   *
   * @param kind Kind of the e-mail.
   * @param language Language of the text.
   * @returns The mail template.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  putTemplate(kind: MailKind, language: MailLanguage, body: PutMailTemplateBody, query?: PutMailTemplateQuery, options?: CallOptions): ApiPromise<MailTemplate>;

  /**
   * Return to the text for all products or, without `product`, to the text of Keyward.
   *
   * Requires an access token or an API key with the permission `mail-templates:write`.
   *
   * `DELETE /api/v1/mail-templates/{kind}/{language}`
   *
   * @param kind Kind of the e-mail.
   * @param language Language of the text.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deleteTemplate(kind: MailKind, language: MailLanguage, query?: DeleteMailTemplateQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * Render an e-mail with sample values.
   *
   * Nothing is stored or sent. Requires an access token or an API key with the permission `mail-templates:read`.
   *
   * `POST /api/v1/mail-templates/{kind}/{language}/preview`
   *
   * @param kind Kind of the e-mail.
   * @param language Language of the text.
   * @returns The mail preview.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  previewTemplate(kind: MailKind, language: MailLanguage, body: PreviewMailTemplate, query?: PreviewMailTemplateQuery, options?: CallOptions): ApiPromise<MailPreview>;

  /**
   * Send the preview.
   *
   * `GET /api/v1/mails` shows whether it arrived. Requires an access token or an API key with the permission `mail-templates:write`.
   *
   * `POST /api/v1/mail-templates/{kind}/{language}/test`
   *
   * @param kind Kind of the e-mail.
   * @param language Language of the text.
   * @returns The new mail.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: CONFLICT: the settings mail.smtp_url and mail.from are not set.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  testTemplate(kind: MailKind, language: MailLanguage, body: TestMailTemplateBody, query?: TestMailTemplateQuery, options?: CallOptions): ApiPromise<Mail>;
}
export class MailsApi extends /* @__PURE__ */ resource({
  listBounces: 'GET mails/bounces list',
  reportBounce: 'POST mails/bounces body keyed none',
  deleteBounce: 'DELETE mails/bounces/{email}',
  list: 'GET mails list',
  listTemplates: 'GET . query',
  getTemplate: 'GET ./{kind}/{language} query',
  putTemplate: 'PUT ./{kind}/{language} body query keyed',
  deleteTemplate: 'DELETE ./{kind}/{language}',
  previewTemplate: 'POST ./{kind}/{language}/preview body query keyed',
  testTemplate: 'POST ./{kind}/{language}/test body query keyed',
}, 'mail-templates') {}
