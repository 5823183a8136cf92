/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Why these licenses cannot change.
 */
export type BulkObstacle = 'already' | 'revoked' | 'blocked' | 'never_expires' | 'term_pending' | 'ends_later' | 'too_long' | 'same_customer' | 'same_policy' | 'same_policy_version' | 'no_policy_version';
