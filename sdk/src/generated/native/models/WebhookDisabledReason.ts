/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * `admin`: by a user. `gone`: it answered 410. `failing`: no try succeeded for three days.
 */
export type WebhookDisabledReason = 'admin' | 'gone' | 'failing';
