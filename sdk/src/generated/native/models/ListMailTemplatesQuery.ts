/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MailLanguage } from './MailLanguage';
export type ListMailTemplatesQuery = {
    /**
     * Language of the texts.
     */
    language: MailLanguage;
};

