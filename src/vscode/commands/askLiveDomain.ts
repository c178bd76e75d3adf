import { vscode } from '../vscodeApi';
import type { DomainAddress } from '../../core/model/ids';
import { isDnsName, liveAddress, type ControllerWish } from '../../core/model/liveAddress';
import { askText, pickOne } from '../ui/pick';

/** Asks for a live domain: its DNS name, and which controller is to answer. @throws cancelled */
export async function askLiveDomain(): Promise<DomainAddress> {
  const title = vscode.l10n.t('Add Domain');
  const joined = process.env['USERDNSDOMAIN'] ?? '';
  const dnsName = await askText(
    title,
    vscode.l10n.t('The DNS name of the domain, such as contoso.com'),
    joined.toLowerCase(),
    dnsNameProblem,
  );
  return liveAddress({ dnsName, controller: await askController(title) });
}

async function askController(title: string): Promise<ControllerWish> {
  const kind = await pickOne<ControllerWish['kind']>(
    { title, placeholder: vscode.l10n.t('Which domain controller is to answer?') },
    [
      {
        label: vscode.l10n.t('The PDC emulator'),
        detail: vscode.l10n.t('As Group Policy Management does: changes of several administrators do not cross.'),
        value: 'pdc',
      },
      {
        label: vscode.l10n.t('Any'),
        detail: vscode.l10n.t('The one that Windows finds nearest; from then on always the same.'),
        value: 'any',
      },
      { label: vscode.l10n.t('A certain one…'), value: 'named' },
    ],
  );
  if (kind !== 'named') return { kind };
  const prompt = vscode.l10n.t('The DNS name of the domain controller, such as dc1.contoso.com');
  return { kind, name: await askText(title, prompt, '', dnsNameProblem) };
}

function dnsNameProblem(text: string): string | undefined {
  return isDnsName(text.trim()) ? undefined : vscode.l10n.t('This is not a DNS name.');
}
