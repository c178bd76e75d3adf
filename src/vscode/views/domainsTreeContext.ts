import type { DomainAddress } from '../../core/model/ids';
import type { DomainListName } from '../model/domainCatalogue';
import type { OperationMarks } from '../model/operationMarks';
import type { TreeNode } from './treeNode';

/** What the rows of the Domains view need of their tree. */
export interface DomainsTreeContext {
  readonly marks: OperationMarks;
  /** Words that rows must have; empty for all rows. */
  readonly filter: string;
  /** Shows a row and those below it anew. */
  refresh(node: TreeNode): void;
  /** What is known of a list was just handed to the view. */
  shown(domain: DomainAddress, list: DomainListName): void;
}
