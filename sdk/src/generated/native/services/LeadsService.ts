/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Contact } from '../models/Contact';
import type { ContactPage } from '../models/ContactPage';
import type { CreateContact } from '../models/CreateContact';
import type { CreateLead } from '../models/CreateLead';
import type { CreateLeadActivity } from '../models/CreateLeadActivity';
import type { ImportReport } from '../models/ImportReport';
import type { Lead } from '../models/Lead';
import type { LeadActivity } from '../models/LeadActivity';
import type { LeadActivityPage } from '../models/LeadActivityPage';
import type { LeadPage } from '../models/LeadPage';
import type { LeadStatus } from '../models/LeadStatus';
import type { UpdateContact } from '../models/UpdateContact';
import type { UpdateLead } from '../models/UpdateLead';
import type { CancelablePromise } from '../core/CancelablePromise';
import type { BaseHttpRequest } from '../core/BaseHttpRequest';
export class LeadsService {
    constructor(public readonly httpRequest: BaseHttpRequest) {}
    /**
     * Create a lead with its contacts.
     * @returns Lead
     * @throws ApiError
     */
    public createLead({
        requestBody,
        idempotencyKey,
    }: {
        requestBody: CreateLead,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Lead> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/leads',
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
     * List leads with their contacts, newest first.
     * @returns LeadPage
     * @throws ApiError
     */
    public listLeads({
        status,
        type,
        q,
        limit = 20,
        after,
    }: {
        status?: LeadStatus | undefined,
        /**
         * Exact type of the institution.
         */
        type?: string | undefined,
        /**
         * Case-insensitive part of the name, the city or a contact's name; or the whole e-mail address of a contact. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit.
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
    } = {}): CancelablePromise<LeadPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/leads',
            query: {
                'status': status,
                'type': type,
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
     * Download leads as CSV, newest first. A lead has one row for each contact. Values that a spreadsheet would run as a
     * formula are prefixed with an apostrophe, which an import removes.
     * @returns binary The file.
     * @throws ApiError
     */
    public exportLeads({
        status,
        type,
        q,
    }: {
        status?: LeadStatus | undefined,
        /**
         * Exact type of the institution.
         */
        type?: string | undefined,
        /**
         * Case-insensitive part of the name, the city or a contact's name; or the whole e-mail address of a contact. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit.
         */
        q?: string | undefined,
    } = {}): CancelablePromise<Blob> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/leads/export',
            query: {
                'status': status,
                'type': type,
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
     * Get a lead with its contacts.
     * @returns Lead
     * @throws ApiError
     */
    public getLead({
        id,
    }: {
        id: string,
    }): CancelablePromise<Lead> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/leads/{id}',
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
     * Update a lead. Omitted fields are unchanged; `contacts` replaces all contacts.
     * @returns Lead
     * @throws ApiError
     */
    public updateLead({
        id,
        requestBody,
        idempotencyKey,
    }: {
        id: string,
        requestBody: UpdateLead,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Lead> {
        return this.httpRequest.request({
            method: 'PATCH',
            url: '/api/v1/leads/{id}',
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
                409: `REVISION_CONFLICT: the lead has another revision. LEAD_CONVERTED: the status cannot change.`,
                413: `The body is larger than 1 MB, or 64 KB for calls of client programs.`,
                415: `The body is not JSON.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Delete a lead with its contacts and activities. The customer that it was converted into is kept.
     * @returns void
     * @throws ApiError
     */
    public deleteLead({
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
            url: '/api/v1/leads/{id}',
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
                409: `A request with this Idempotency-Key is still in progress.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * Convert a lead into a customer. A customer with the e-mail address of the lead's first contact is used instead of a new
     * one. A lead that has a customer is unchanged.
     * @returns Lead
     * @throws ApiError
     */
    public convertLead({
        id,
        idempotencyKey,
    }: {
        id: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Lead> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/leads/{id}/convert',
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
                409: `The customer was deleted concurrently.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List the contacts of a lead, the last one first.
     * @returns ContactPage
     * @throws ApiError
     */
    public listLeadContacts({
        id,
        limit = 20,
        q,
        after,
    }: {
        id: string,
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Case-insensitive part of the name, the position, an e-mail address or a phone number. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit.
         */
        q?: string | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    }): CancelablePromise<ContactPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/leads/{id}/contacts',
            path: {
                'id': id,
            },
            query: {
                'limit': limit,
                'q': q,
                'after': after,
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
     * Add a contact to a lead, as its last one.
     * @returns Contact
     * @throws ApiError
     */
    public createLeadContact({
        id,
        requestBody,
        idempotencyKey,
    }: {
        id: string,
        requestBody: CreateContact,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Contact> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/leads/{id}/contacts',
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
     * Update a contact of a lead. Omitted fields are unchanged.
     * @returns Contact
     * @throws ApiError
     */
    public updateLeadContact({
        id,
        contactId,
        requestBody,
        idempotencyKey,
    }: {
        id: string,
        contactId: string,
        requestBody: UpdateContact,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<Contact> {
        return this.httpRequest.request({
            method: 'PATCH',
            url: '/api/v1/leads/{id}/contacts/{contact_id}',
            path: {
                'id': id,
                'contact_id': contactId,
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
     * Delete a contact of a lead.
     * @returns void
     * @throws ApiError
     */
    public deleteLeadContact({
        id,
        contactId,
        idempotencyKey,
    }: {
        id: string,
        contactId: string,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<void> {
        return this.httpRequest.request({
            method: 'DELETE',
            url: '/api/v1/leads/{id}/contacts/{contact_id}',
            path: {
                'id': id,
                'contact_id': contactId,
            },
            headers: {
                'Idempotency-Key': idempotencyKey,
            },
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                404: `Not found.`,
                409: `A request with this Idempotency-Key is still in progress.`,
                422: `The Idempotency-Key was used for a different request.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
    /**
     * List the activities of a lead, newest first.
     * @returns LeadActivityPage
     * @throws ApiError
     */
    public listLeadActivities({
        id,
        limit = 20,
        q,
        after,
    }: {
        id: string,
        /**
         * Maximum number of items, 1 to 100; 20 by default.
         */
        limit?: number | undefined,
        /**
         * Case-insensitive part of the type or the text. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit.
         */
        q?: string | undefined,
        /**
         * Cursor: the `next` value of the previous page; the first page by default.
         */
        after?: string | undefined,
    }): CancelablePromise<LeadActivityPage> {
        return this.httpRequest.request({
            method: 'GET',
            url: '/api/v1/leads/{id}/activities',
            path: {
                'id': id,
            },
            query: {
                'limit': limit,
                'q': q,
                'after': after,
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
     * Record an activity. Activities cannot be changed later.
     * @returns LeadActivity
     * @throws ApiError
     */
    public createLeadActivity({
        id,
        requestBody,
        idempotencyKey,
    }: {
        id: string,
        requestBody: CreateLeadActivity,
        /**
         * Unique key of the change, at most 255 characters. A repeated request with the same key and body within 24 hours returns the first response, without its secrets, and changes nothing.
         */
        idempotencyKey?: string | undefined,
    }): CancelablePromise<LeadActivity> {
        return this.httpRequest.request({
            method: 'POST',
            url: '/api/v1/leads/{id}/activities',
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
     * Import leads from a CSV file, all or none. By default a dry run: it reports what is wrong with the file and imports nothing. Rows with the name of an existing lead are wrong.
     * @returns ImportReport
     * @throws ApiError
     */
    public importLeads({
        formData,
        dryRun = true,
    }: {
        formData: {
            /**
             * A CSV file in UTF-8, at most 2 MiB and 10,000 rows, separated by commas, semicolons or tabs. The first row names the columns: name and type, and optionally status, city, website, address, notes, contact_name, contact_position, contact_emails, contact_phones. Rows with the same name are one lead with several contacts.
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
            url: '/api/v1/leads/import',
            query: {
                'dry_run': dryRun,
            },
            formData: formData,
            mediaType: 'multipart/form-data',
            errors: {
                400: `The request is invalid.`,
                401: `The credential is missing or invalid.`,
                403: `The permission is missing.`,
                413: `FILE_TOO_LARGE, FORM_TOO_LARGE`,
                415: `The body is not JSON.`,
                422: `Rows are wrong: \`details\` names the first 100 problems, as \`rows.<row>.<column>\`. Nothing was imported.`,
                429: `Too many requests. Retry after the seconds in Retry-After.`,
                500: `Internal server error.`,
            },
        });
    }
}
