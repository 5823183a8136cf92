/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CreateGroup } from '../models/CreateGroup';
import type { Group } from '../models/Group';
import type { GroupPage } from '../models/GroupPage';
import type { UpdateGroup } from '../models/UpdateGroup';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class GroupsService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Create a group of licenses with limits in common. Product-scoped API keys have no access to groups.
     * @returns Group
     * @throws ApiError
     */
    public createGroup({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: CreateGroup,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Group> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/groups',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                409: `A request with this Idempotency-Key is still in progress.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List groups, newest first.
     * @returns GroupPage
     * @throws ApiError
     */
    public listGroups({
        limit = 20,
        q,
        after,
    }: {
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Case-insensitive part of the name. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit. A search looks through the 10000 newest rows.
         */
        q?: string | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<GroupPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/groups',
            query: {
                'limit': limit,
                'q': q,
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
     * Get a group.
     * @returns Group
     * @throws ApiError
     */
    public getGroup({
        id,
    }: {
        id: string,
    }): CancelablePromise<Group> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/groups/{id}',
            path: {
                'id': id,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Update a group. Omitted fields are unchanged. A lower limit takes nothing away, but admits nothing more.
     * @returns Group
     * @throws ApiError
     */
    public updateGroup({
        id,
        requestBody,
        idempotencyKey,
    }: {
        id: string,
        requestBody: UpdateGroup,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Group> {
        return this.httpRequest.request({
            method: 'PATCH',
            url: '/api/v1/groups/{id}',
            path: {
                'id': id,
            },
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                409: `A request with this Idempotency-Key is still in progress.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Delete a group. It must have no licenses and no customers.
     * @returns void
     * @throws ApiError
     */
    public deleteGroup({
        id,
        idempotencyKey,
    }: {
        id: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<void> {
        return this.httpRequest.request({
            method: 'DELETE',
            url: '/api/v1/groups/{id}',
            path: {
                'id': id,
            },
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                409: `IN_USE: the group has licenses or customers.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
