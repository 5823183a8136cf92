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
     * List who changed what, the newest first.
     * @returns AuditPage
     * @throws ApiError
     */
    public listAuditEntries({
        limit = 20,
        after,
        actor,
        action,
        target,
    }: {
        /**
         * Rows at the most.
         */
        limit?: number | undefined,
        /**
         * The `next` of the page before; left out for the newest rows.
         */
        after?: string | undefined,
        /**
         * Name of the user or of the API key; `client` for what programs did, `system` for what the server did itself.
         */
        actor?: string | undefined,
        action?: string | undefined,
        /**
         * What it happened to: a kind of thing, or one thing with its id.
         */
        target?: string | undefined,
    } = {}): CancelablePromise<AuditPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/audit',
            query: {
                'limit': limit,
                'after': after,
                'actor': actor,
                'action': action,
                'target': target,
            },
            errors: {
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
    /**
     * List what happened, the newest first.
     * @returns EventPage
     * @throws ApiError
     */
    public listEvents({
        limit = 20,
        after,
        name,
        target,
    }: {
        /**
         * Rows at the most.
         */
        limit?: number | undefined,
        /**
         * The `next` of the page before; left out for the newest rows.
         */
        after?: string | undefined,
        name?: string | undefined,
        /**
         * What it happened to: a kind of thing, or one thing with its id.
         */
        target?: string | undefined,
    } = {}): CancelablePromise<EventPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/events',
            query: {
                'limit': limit,
                'after': after,
                'name': name,
                'target': target,
            },
            errors: {
                400: `The request is malformed.`,
                401: `No valid credential.`,
                403: `The credential may not do this.`,
                429: `Too many requests; Retry-After says when to try again.`,
                500: `The server failed.`,
            },
        });
    }
}
