/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MailLanguage } from './MailLanguage';
export type RequestTrialByEmail = {
    /**
     * Reference of the product. At most 255 characters.
     */
    product: string;
    /**
     * Address that gets the link. At most 255 characters.
     */
    email: string;
    /**
     * Name of the person, for a new customer; the part of the address before the `@` by default. At most 255 characters.
     */
    name?: string | undefined;
    /**
     * Language of the e-mail.
     */
    language?: MailLanguage | undefined;
    /**
     * Device that the trial is for, such as its `hardware_id`: the license is activated on it. A device gets one trial of a product. At most 512 characters.
     */
    fingerprint?: string | undefined;
};

