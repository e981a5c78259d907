export const PERMISSIONS = { title: 'Permissions' } as const;
