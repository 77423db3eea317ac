/** The sites whose cameras the asker may see. It filters before anything is counted: a percentage is always of the own scope. */
export type ReportScope = { readonly siteIds: readonly string[] } | 'all';

/** The first parameter of every statement of this room: null stands for the whole district, an empty list for nothing. */
export const siteIdsOf = (scope: ReportScope): readonly string[] | null => scope === 'all' ? null : scope.siteIds;
