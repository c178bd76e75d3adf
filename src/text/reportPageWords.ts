import { t } from '@vscode/l10n';
import type { ReportPageWords } from '../shared/reportMessages';

/** The words of the report page's own controls. */
export function reportPageWords(): ReportPageWords {
  return {
    search: t('Find in report'),
    next: t('Next match (Enter)'),
    previous: t('Previous match (Shift+Enter)'),
    clear: t('Clear (Escape)'),
    expandAll: t('Expand All'),
    collapseAll: t('Collapse All'),
    save: t('Save as HTML…'),
    print: t('Print…'),
    showXml: t('Show XML'),
    copySection: t('Copy section'),
    contents: t('Contents'),
    details: t('Details'),
    loading: t('Loading…'),
    reading: t('Reading the report…'),
    problems: t('The file is damaged; what could be read is shown.'),
    noHits: t('No matches'),
    hitOf: t('{0} of {1}'),
    rows: t('{0} rows'),
    rowsOf: t('Rows {0} of {1}'),
    previousRows: t('Previous rows'),
    nextRows: t('Next rows'),
    pages: t('Pages of {0}'),
    tools: t('Report tools'),
    loadFailed: t('These rows could not be loaded. Select to try again.'),
  };
}
