/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MailState } from './MailState';
export type Mail = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Customer; null if the e-mail is for somebody else.
     */
    customer_id: string | null;
    /**
     * `queued`: not sent yet, or to be tried again. `sent`: the SMTP server took it. `failed`: not tried again, or it came back. `suppressed`: not sent, because the address takes no e-mails or the customer wants no news.
     */
    state: MailState;
    /**
     * Subject; null before the first try.
     */
    subject: string | null;
    /**
     * Number of tries begun.
     */
    tries: number;
    /**
     * Error of the last try; null if there was none.
     */
    error: string | null;
    /**
     * When it was sent or given up. ISO 8601.
     */
    finished_at: string | null;
    /**
     * Kind of the e-mail.
     */
    kind: string;
    /**
     * Address of the recipient.
     */
    to: string;
    /**
     * Language of the text: `en`, `de` or `zh`.
     */
    language: string;
    /**
     * Message-ID, the same for each try.
     */
    message_id: string;
    /**
     * When it was made. ISO 8601.
     */
    created_at: string;
};

