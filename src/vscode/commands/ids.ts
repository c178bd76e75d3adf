import type { viewIds } from '../views/viewIds';
import type { TreeNode } from '../views/treeNode';

/** All commands, as package.json names them. */
export const commandIds = {
  addDomain: 'groupPolicy.addDomain',
  removeDomain: 'groupPolicy.removeDomain',
  refresh: 'groupPolicy.refresh',
  createSampleDomain: 'groupPolicy.createSampleDomain',
  findGpo: 'groupPolicy.findGpo',
  filterDomains: 'groupPolicy.filterDomains',
  clearDomainsFilter: 'groupPolicy.clearDomainsFilter',
  filterBackups: 'groupPolicy.filterBackups',
  clearBackupsFilter: 'groupPolicy.clearBackupsFilter',
  retry: 'groupPolicy.retry',

  backUp: 'groupPolicy.backUp',
  backUpAll: 'groupPolicy.backUpAll',
  restore: 'groupPolicy.restore',
  importSettings: 'groupPolicy.importSettings',
  copy: 'groupPolicy.copy',
  newGpo: 'groupPolicy.newGpo',
  newFromStarter: 'groupPolicy.newFromStarter',
  rename: 'groupPolicy.rename',
  deleteGpo: 'groupPolicy.delete',
  setStatus: 'groupPolicy.setStatus',
  setWmiFilter: 'groupPolicy.setWmiFilter',
  clearWmiFilter: 'groupPolicy.clearWmiFilter',
  checkAcl: 'groupPolicy.checkAcl',

  linkGpo: 'groupPolicy.linkGpo',
  removeLink: 'groupPolicy.removeLink',
  enableLink: 'groupPolicy.enableLink',
  disableLink: 'groupPolicy.disableLink',
  enforceLink: 'groupPolicy.enforceLink',
  stopEnforcingLink: 'groupPolicy.stopEnforcingLink',
  changeLinkOrder: 'groupPolicy.changeLinkOrder',
  moveLinkUp: 'groupPolicy.moveLinkUp',
  moveLinkDown: 'groupPolicy.moveLinkDown',
  blockInheritance: 'groupPolicy.blockInheritance',
  allowInheritance: 'groupPolicy.allowInheritance',

  createMigrationTable: 'groupPolicy.createMigrationTable',
  checkMigrationTable: 'groupPolicy.checkMigrationTable',

  showReport: 'groupPolicy.showReport',
  saveReport: 'groupPolicy.saveReport',
  reportAll: 'groupPolicy.reportAll',

  addBackupFolder: 'groupPolicy.addBackupFolder',
  removeBackupFolder: 'groupPolicy.removeBackupFolder',
  deleteBackup: 'groupPolicy.deleteBackup',

  undo: 'groupPolicy.undo',
  showOperations: 'groupPolicy.showOperations',
  showLog: 'groupPolicy.showLog',
  applyPlan: 'groupPolicy.plan.apply',
  discardPlan: 'groupPolicy.plan.discard',
} as const;

/** The name of a command in this program. */
export type CommandName = keyof typeof commandIds;

/** Commands that read or show; all others change something and are refused in Restricted Mode. */
export const readingCommands: ReadonlySet<CommandName> = new Set([
  'refresh',
  'findGpo',
  'filterDomains',
  'clearDomainsFilter',
  'filterBackups',
  'clearBackupsFilter',
  'retry',
  'checkMigrationTable',
  'showReport',
  'showOperations',
  'showLog',
  'discardPlan',
]);

/** What keys give a command instead of a row, their `args` in package.json: the view that has the focus. */
export type FocusedView = (typeof viewIds)[keyof typeof viewIds];

/**
 * What a command is started with: a row and all selected rows from a tree's menu, a file and all selected ones from the
 * Explorer's, a view from a key, nothing from the palette.
 */
export type CommandTarget = TreeNode | { readonly fsPath: string; readonly scheme: string } | FocusedView | undefined;

/** What runs when a command is started. */
export type CommandHandler = (target: CommandTarget, all: readonly CommandTarget[] | undefined) => Promise<void>;
