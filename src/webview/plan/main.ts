import type { FromPlanPage, ToPlanPage } from '../../shared/planMessages';
import type { Page } from '../../text/page';
import { PlanPage } from './planPage';

interface VsCodeApi {
  postMessage(message: FromPlanPage): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();
const root = document.getElementById('root');
if (root === null) throw new Error('The page is not the one that this script belongs to.');
const page = new PlanPage(root, (action) => {
  api.postMessage({ type: 'action', action });
});
window.addEventListener('message', (event: MessageEvent<ToPlanPage<Page>>) => {
  page.show(event.data);
});
api.postMessage({ type: 'ready' });
