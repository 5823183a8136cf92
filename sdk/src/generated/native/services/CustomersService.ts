/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CreateCustomer } from '../models/CreateCustomer';
import type { Customer } from '../models/Customer';
import type { CustomerPage } from '../models/CustomerPage';
import type { ImportReport } from '../models/ImportReport';
import type { MergeCustomers } from '../models/MergeCustomers';
import type { UpdateCustomer } from '../models/UpdateCustomer';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class CustomersService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Create a customer.
     * @returns Customer
     * @throws ApiError
     */
    public createCustomer({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: CreateCustomer,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Customer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/customers',
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            body: requestBody,
            mediaType: 'application/json',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                409: `A customer with this reference already exists.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List customers, newest first.
     * @returns CustomerPage
     * @throws ApiError
     */
    public listCustomers({
        email,
        reference,
        q,
        limit = 20,
        after,
    }: {
        /**
         * E-mail address, case-insensitive.
         */
        email?: string | undefined,
        reference?: string | undefined,
        /**
         * Case-insensitive part of the name, the e-mail address or the company; or the exact reference. A text without three letters or digits in a row matches beginnings only, and one of one or two Latin letters or digits only those of the 10000 newest rows. It must contain a letter or a digit.
         */
        q?: string | undefined,
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    } = {}): CancelablePromise<CustomerPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/customers',
            query: {
                'email': email,
                'reference': reference,
                'q': q,
                'limit': limit,
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
     * Download customers as CSV, newest first. Values that a spreadsheet would run as a formula are prefixed with an apostrophe.
     * @returns binary The file.
     * @throws ApiError
     */
    public exportCustomers({
        email,
        reference,
        q,
    }: {
        /**
         * E-mail address, case-insensitive.
         */
        email?: string | undefined,
        reference?: string | undefined,
        /**
         * Case-insensitive part of the name, the e-mail address or the company; or the exact reference. A text without three letters or digits in a row matches beginnings only, and one of one or two Latin letters or digits only those of the 10000 newest rows. It must contain a letter or a digit.
         */
        q?: string | undefined,
    } = {}): CancelablePromise<Blob> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/customers/export',
            query: {
                'email': email,
                'reference': reference,
                'q': q,
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
     * Import customers from a CSV file, all or none. By default a dry run: it reports what is wrong with the file and imports nothing.
     * @returns ImportReport
     * @throws ApiError
     */
    public importCustomers({
        formData,
        dryRun = true,
    }: {
        formData: {
            /**
             * A CSV file in UTF-8, at most 2 MiB and 10,000 rows, separated by commas, semicolons or tabs. The first row names the columns: `name`, and optionally `reference`, `email`, `company`, `phone`, `notes`; other columns of an export have no effect.
             */
            file: Blob;
        },
        /**
         * Whether to report what is wrong with the file without importing it; true by default.
         */
        dryRun?: boolean | undefined,
    }): CancelablePromise<ImportReport> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/customers/import',
            query: {
                'dry_run': dryRun,
            },
            formData: formData,
            mediaType: 'multipart/form-data',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                409: `A customer with one of the references was created concurrently.`,
                413: `FILE_TOO_LARGE, FORM_TOO_LARGE`,
                415: `The body is not JSON.`,
                422: `Rows are wrong: \`details\` names the first 100 problems, as \`rows.<row>.<column>\`. Nothing was imported.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Merge duplicates into a customer: their licenses move to it, its empty fields are filled from them, and they are deleted.
     * @returns Customer
     * @throws ApiError
     */
    public mergeCustomers({
        id,
        requestBody,
        idempotencyKey,
    }: {
        /**
         * UUID or reference of the customer.
         */
        id: string,
        requestBody: MergeCustomers,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Customer> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/customers/{id}/merge',
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
                404: `The customer or a duplicate does not exist.`,
                409: `A customer was deleted concurrently, or IN_USE: a duplicate is still in use.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Get a customer.
     * @returns Customer
     * @throws ApiError
     */
    public getCustomer({
        id,
    }: {
        /**
         * UUID or reference of the customer.
         */
        id: string,
    }): CancelablePromise<Customer> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/customers/{id}',
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
     * Update a customer. Omitted fields are unchanged.
     * @returns Customer
     * @throws ApiError
     */
    public updateCustomer({
        id,
        requestBody,
        idempotencyKey,
    }: {
        /**
         * UUID or reference of the customer.
         */
        id: string,
        requestBody: UpdateCustomer,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Customer> {
        return this.httpRequest.request({
            method: 'PATCH',
            url: '/api/v1/customers/{id}',
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
                409: `A customer with this reference already exists.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Delete a customer. The customer must not have licenses.
     * @returns void
     * @throws ApiError
     */
    public deleteCustomer({
        id,
        idempotencyKey,
    }: {
        /**
         * UUID or reference of the customer.
         */
        id: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<void> {
        return this.httpRequest.request({
            method: 'DELETE',
            url: '/api/v1/customers/{id}',
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
                409: `IN_USE: the customer has licenses.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
