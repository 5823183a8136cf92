/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { GrantedBy } from './GrantedBy';
import type { MeterKind } from './MeterKind';
import type { MeterTerms } from './MeterTerms';
export type HeldMeter = (MeterTerms & {
    /**
     * Whether usage is consumed, such as exports, or held and returned, such as open projects.
     */
    kind: MeterKind;
    /**
     * Whether the policy grants it, or the license itself.
     */
    from: GrantedBy;
});

