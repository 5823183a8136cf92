/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CreationSort } from './CreationSort';
import type { MailState } from './MailState';
export type ListMailsQuery = {
    /**
     * Maximum number of items, 1 to 100; 20 by default.
     */
    limit?: number | undefined;
    /**
     * Cursor: the `next` value of the previous page; the first page by default. At most 2,500 characters.
     */
    after?: string | undefined;
    /**
     * Order of the list; with a minus, the largest or latest first. Default: the newest first.
     */
    sort?: CreationSort | undefined;
    /**
     * UUIDs or references of customers.
     */
    customer?: (string | Array<string>) | undefined;
    /**
     * Kinds of e-mails, such as `license_issued`.
     */
    kind?: (string | Array<string>) | undefined;
    /**
     * `queued`: not sent yet, or to be tried again. `sent`: the SMTP server took it. `failed`: not tried again, or it came back. `suppressed`: not sent, because the address takes no e-mails or the customer wants no news. All by default.
     */
    state?: (MailState | Array<MailState>) | undefined;
    /**
     * Addresses of recipients, case-insensitive.
     */
    to?: (string | Array<string>) | undefined;
    /**
     * Case-insensitive part of the address or the subject. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit. At most 255 characters.
     */
    'q'?: string | undefined;
};

