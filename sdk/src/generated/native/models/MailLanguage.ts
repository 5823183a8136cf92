/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Language of the e-mail.
 */
export type MailLanguage = 'en' | 'de' | 'zh';
