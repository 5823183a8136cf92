/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AuditPage } from '../models/AuditPage';
import type { EventPage } from '../models/EventPage';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class AuditService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * List audit entries, newest first.
     * @returns AuditPage
     * @throws ApiError
     */
    public listAuditEntries({
        limit = 20,
        action,
        actor,
        target,
        after,
    }: {
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * The event's name. One of `license.issued`, `license.updated`, `license.extended`, `license.enabled`, `license.disabled`, `license.blocked`, `license.unblocked`, `license.revoked`, `license.activated`, `license.deactivated`, `license.deleted`, `activation.updated`, `license_session.started`, `license_session.ended`, `policy.created`, `policy.updated`, `policy.deleted`, `product.created`, `product.updated`, `product.deleted`, `version.published`, `version.updated`, `version.deleted`, `app_bundle.created`, `app_bundle.updated`, `app_bundle.license_file_replaced`, `app_bundle.deleted`, `update_signing_key.created`, `update_signing_key.retired`, `update_signing_key.revoked`, `customer.created`, `customer.updated`, `customer.deleted`, `user.created`, `user.updated`, `user.deactivated`, `user.password_changed`, `user.password_reset`, `user.logged_in`, `user.logged_out`, `user.login_failed`, `user.locked_out`, `api_key.created`, `api_key.rotated`, `api_key.revoked`, `api_key.restored`, `setting.updated`.
         */
        action?: string | undefined,
        /**
         * Name of the user or API key; `client` for programs, `system` for the server itself.
         */
        actor?: string | undefined,
        /**
         * Target of the record: a type, or a type and an ID separated by a colon.
         */
        target?: string | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<AuditPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/audit',
            query: {
                'limit': limit,
                'action': action,
                'actor': actor,
                'target': target,
                'after': after,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List events, newest first.
     * @returns EventPage
     * @throws ApiError
     */
    public listEvents({
        limit = 20,
        name,
        target,
        after,
    }: {
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * One of `license.issued`, `license.updated`, `license.extended`, `license.enabled`, `license.disabled`, `license.blocked`, `license.unblocked`, `license.revoked`, `license.activated`, `license.deactivated`, `license.deleted`, `activation.updated`, `license_session.started`, `license_session.ended`, `policy.created`, `policy.updated`, `policy.deleted`, `product.created`, `product.updated`, `product.deleted`, `version.published`, `version.updated`, `version.deleted`, `app_bundle.created`, `app_bundle.updated`, `app_bundle.license_file_replaced`, `app_bundle.deleted`, `update_signing_key.created`, `update_signing_key.retired`, `update_signing_key.revoked`, `customer.created`, `customer.updated`, `customer.deleted`, `user.created`, `user.updated`, `user.deactivated`, `user.password_changed`, `user.password_reset`, `user.logged_in`, `user.logged_out`, `user.login_failed`, `user.locked_out`, `api_key.created`, `api_key.rotated`, `api_key.revoked`, `api_key.restored`, `setting.updated`.
         */
        name?: string | undefined,
        /**
         * Target of the record: a type, or a type and an ID separated by a colon.
         */
        target?: string | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<EventPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/events',
            query: {
                'limit': limit,
                'name': name,
                'target': target,
                'after': after,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
