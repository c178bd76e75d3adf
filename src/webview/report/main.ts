import type { ReportPageWords } from '../../shared/reportMessages';
import { ReportPage } from './reportPage';

const root = document.getElementById('root');
const words = document.body.dataset['words'];
if (root === null || words === undefined) throw new Error('The page is not the one that this script belongs to.');
// written by the editor of the same version
new ReportPage(JSON.parse(words) as ReportPageWords, root);
