// Addresses of the pages of records, by their ids, for pages about something else.

export const licensePath = (id: string): string => `/license/edit/${id}`;
export const customerPath = (id: string): string => `/customer/edit/${id}`;
export const productPath = (id: string): string => `/console/products/${id}`;
export const policyPath = (id: string): string => `/console/policies/${id}`;
export const groupPath = (id: string): string => `/console/groups/${id}`;
export const orderPath = (id: string): string => `/console/orders/${id}`;
export const subscriptionPath = (id: string): string => `/console/subscriptions/${id}`;
export const apiKeyPath = (id: string): string => `/console/api-keys/${id}`;
export const DIALECTS_PATH = '/console/api-compatibility';
export const dialectPath = (name: string): string => `${DIALECTS_PATH}/${name}`;
export const jobPath = (id: string): string => `/console/jobs/${id}`;
