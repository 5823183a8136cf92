export const LEADS_PATH = '/leads/';

export const createPath = '/leads/create';
export const importPath = '/leads/import';
export const editPath = (id: string): string => `/leads/edit/${id}`;
export const updatePath = (id: string): string => `/leads/update/${id}`;
export const deletePath = (id: string): string => `/leads/delete/${id}`;
export const convertPath = (id: string): string => `/leads/convert/${id}`;

export const EXPORT_PATH = '/leads/export';
