/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangeReason } from './ChangeReason';
import type { IssueRelay } from './IssueRelay';
export type IssueRelayBody = (IssueRelay & ChangeReason);

