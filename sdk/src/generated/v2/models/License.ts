/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type License = {
    id: number;
    customer_name: string | null;
    valid_from: string;
    valid_until: string | null;
    max_activations: number | null;
    max_users: number | null;
    key: string;
    type: string;
    is_active: boolean;
};

