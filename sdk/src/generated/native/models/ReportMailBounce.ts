/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ReportMailBounce = {
    /**
     * Address whose e-mail came back. At most 255 characters.
     */
    email: string;
    /**
     * Reason, as the mail provider says. At most 1,000 characters.
     */
    reason?: string | null | undefined;
    /**
     * Message-ID of the e-mail, whose entry in the log is marked as failed. At most 320 characters.
     */
    message_id?: string | null | undefined;
    /**
     * Whether the address does not work any more. If false, only the entry of the e-mail is changed. True by default.
     */
    permanent?: boolean | undefined;
};

