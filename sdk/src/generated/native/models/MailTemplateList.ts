/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MailTemplate } from './MailTemplate';
export type MailTemplateList = {
    /**
     * One template for each kind of e-mail.
     */
    items: Array<MailTemplate>;
};

