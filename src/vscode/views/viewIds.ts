/** The views, as package.json names them. */
export const viewIds = {
  domains: 'groupPolicy.domains',
  backups: 'groupPolicy.backups',
} as const;

/** Keys of `when` clauses. */
export const contextKeys = {
  domainsFiltered: 'groupPolicy.domains.filtered',
  backupsFiltered: 'groupPolicy.backups.filtered',
  hasDomains: 'groupPolicy.hasDomains',
  hasBackupFolders: 'groupPolicy.hasBackupFolders',
  /** The opposites: before the extension runs neither of a pair is so, and no welcome flashes up. */
  noDomains: 'groupPolicy.noDomains',
  noBackupFolders: 'groupPolicy.noBackupFolders',
  /** Folders of the workspace that hold backups: the Explorer's menu offers them. */
  foundBackupFolders: 'groupPolicy.foundBackupFolders',
} as const;
