import { t } from '@vscode/l10n';
import type { ErrorCatalogue } from '../core/kernel/errors';
import type { ErrorText } from './errors';
import { hresultName, hresultText } from './hresults';

type LiveDomainCode = keyof Pick<
  ErrorCatalogue,
  | 'live-domain-needs-windows'
  | 'live-domain-not-found'
  | 'powershell-not-found'
  | 'gpmc-not-installed'
  | 'gpmc-failed'
  | 'gpmc-answer-invalid'
  | 'session-not-started'
  | 'session-timeout'
  | 'session-protocol'
  | 'session-ended'
  | 'session-failed'
  | 'script-forbidden'
  | 'constrained-language'
>;

const text = (message: string, next = ''): ErrorText => ({ message, next });
const report = (): string => t('See the log, and report this.');

/** What goes wrong between this product and a live domain. */
export const liveDomainErrors: { readonly [C in LiveDomainCode]: (params: ErrorCatalogue[C]) => ErrorText } = {
  'live-domain-needs-windows': ({ address }) =>
    text(
      t('{0} is a live domain, which can only be reached from Windows.', address),
      t('Here, work with a snapshot: a domain in a folder.'),
    ),
  'live-domain-not-found': ({ domain }) =>
    text(
      t('The domain {0} was not found.', domain),
      t('Give its full DNS name, such as contoso.com, and check DNS and the VPN.'),
    ),
  'powershell-not-found': ({ searched }) =>
    text(
      t('No PowerShell was found. Searched: {0}', searched.join(', ')),
      t('Windows PowerShell 5.1 is a part of Windows; repair it, or install PowerShell 7.'),
    ),
  'gpmc-not-installed': () =>
    text(
      t('Group Policy Management is not installed on this computer.'),
      t(
        'As administrator, run: {0} On Windows Server: {1}',
        'Add-WindowsCapability -Online -Name Rsat.GroupPolicy.Management.Tools~~~~0.0.1.0',
        'Install-WindowsFeature GPMC',
      ),
    ),
  'gpmc-failed': gpmcFailed,
  'gpmc-answer-invalid': ({ field }) =>
    text(t('The answer of the PowerShell session cannot be used: {0}', field), report()),
  'session-not-started': ({ executable, reason }) =>
    text(
      t('{0} could not be started: {1}', executable, reason),
      t('Check whether the rules of this computer allow it to run.'),
    ),
  'session-timeout': ({ seconds }) =>
    text(t('The PowerShell session did not answer within {0} seconds.', seconds), t('Try again; else see the log.')),
  'session-protocol': ({ found, wanted }) =>
    text(
      t('The PowerShell script is of another version ({0}, wanted {1}).', found, wanted),
      t('Install Group Policy as Code again.'),
    ),
  'session-ended': ({ detail }) =>
    text(
      t('The PowerShell session ended unexpectedly: {0}', firstLine(detail)),
      t('Try again; it starts anew. Look at the GPO before you change it again.'),
    ),
  'session-failed': ({ times, detail }) =>
    text(
      t('The PowerShell session ended {0} times and is not started any more: {1}', times, firstLine(detail)),
      t('See the log; then open the domain again.'),
    ),
  'script-forbidden': () =>
    text(
      t('The execution policy of this computer does not let PowerShell run the script of Group Policy as Code.'),
      t('Ask your administrator to allow it: see Get-ExecutionPolicy -List.'),
    ),
  'constrained-language': () =>
    text(
      t('PowerShell runs in Constrained Language Mode here, in which Group Policy Management cannot be used.'),
      t('Ask your administrator to allow the script of Group Policy as Code (App Control or AppLocker).'),
    ),
};

function gpmcFailed({ call, hresult, subject, messages, detail }: ErrorCatalogue['gpmc-failed']): ErrorText {
  const { meaning, next } = hresultText(hresult);
  const said = messages.length > 0 ? messages.join(' ') : meaning === '' ? firstLine(detail) : meaning;
  return text(
    t('{0} failed for {1}: {2} ({3})', call, subject, said, hresultName(hresult)),
    next === '' ? report() : next,
  );
}

function firstLine(detail: string): string {
  return detail.split('\n', 1)[0] ?? detail;
}
