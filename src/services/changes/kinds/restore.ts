import { readWqlFilter } from '../../../core/formats/wmiFilter/wmiFilter';
import { securityDescriptorFromHex } from '../../../core/formats/securityDescriptor/securityDescriptorHex';
import { PolicyError } from '../../../core/kernel/errors';
import type { PlanMessage } from '../../../core/model/changePlan';
import type { GpoDetails, GpoStatus } from '../../../core/model/gpo';
import { parseGpoId, type GpoId } from '../../../core/model/ids';
import { planMessage } from '../../../core/model/planMessages';
import type { Change, ChangeContext, ItemDescription } from '../change';
import { comparePermissions, descriptorOfSddl } from '../content/comparePermissions';
import { versionWarnings } from '../content/describeContent';
import type { GpoContent } from '../content/gpoContent';
import { restoredContent } from '../content/restoredContent';
import { trusteeNames } from '../content/trusteeNames';
import { DomainView } from '../domainView';
import { BackupReading, backupAge, type ChosenBackup } from './backupFacts';
import { ageWarnings } from './ageWarnings';
import { defaultGpoConfirmation } from './defaultGpo';
import { preparedOf } from './preparedOf';
import { linksToRestore, type LinksToRestore } from './restoreLinks';
import { filterEffect, keptFilter } from './setWmiFilter';
import { wmiFilterWarnings } from './wmiFilterWarnings';

/** GPOs brought back to backups of the same domain; one that is gone comes back with its GUID. */
export const restore: Change<'restore'> = {
  prepare: async ({ domain, backups, restoreLinks }, context) => {
    const view = await DomainView.open(context.domains, domain, context.token);
    const reading = new BackupReading(context);
    return preparedOf(view, backups, async (choice) => {
      const backup = await reading.read(choice);
      const id = gpoOfBackup(backup, view);
      const { displayName } = backup.content.document.core;
      const gpo = (await view.gpos()).get(id);
      await view.checkName(displayName, id);
      const links = await linksToRestore(view, { id, name: displayName }, backup.sidecar, restoreLinks);
      return {
        preconditions: [
          backup.precondition,
          gpo === undefined ? absent(id, displayName) : await view.gpoPrecondition(id),
          ...links.soms.map((som) => view.somPrecondition(som)),
        ],
        target: {
          subject: { kind: 'gpo', id, name: gpo?.name ?? displayName },
          steps: [{ kind: 'restore-gpo', gpo: id, backup: choice }, ...links.steps],
          safetyBackup: gpo === undefined ? undefined : id,
          confirmation: defaultGpoConfirmation(gpo ?? { id, name: displayName }),
          describe: () => describe(view, id, backup, links, context),
        },
      };
    });
  },
};

function absent(id: GpoId, name: string): { kind: 'gpo-absent'; subject: string; label: string; fingerprint: string } {
  return { kind: 'gpo-absent', subject: id, label: name, fingerprint: 'absent' };
}

/** @throws backup-foreign-domain, backup-invalid */
function gpoOfBackup({ summary, content }: ChosenBackup, { info }: DomainView): GpoId {
  const { core } = content.document;
  const guid = content.info?.gpoDomainGuid ?? '';
  const isForeign =
    core.domain.toLowerCase() !== info.dnsName.toLowerCase() ||
    (guid !== '' && guid.toLowerCase() !== info.guid.toLowerCase());
  if (isForeign)
    throw new PolicyError('backup-foreign-domain', { backup: summary.id, from: core.domain, to: info.dnsName });
  const id = parseGpoId(core.id);
  if (id === undefined)
    throw new PolicyError('backup-invalid', { backup: summary.id, file: 'Backup.xml', detail: 'no-gpo' });
  return id;
}

const statuses: readonly GpoStatus[] = ['all-enabled', 'user-disabled', 'computer-disabled', 'all-disabled'];

async function describe(
  view: DomainView,
  id: GpoId,
  backup: ChosenBackup,
  links: LinksToRestore,
  context: ChangeContext,
): Promise<ItemDescription> {
  const { content, summary } = backup;
  const { core } = content.document;
  const present = (await view.gpos()).has(id);
  const before = present ? await view.details(id) : undefined;
  const changes = await restoredContent(view, id, content, context);
  const places = await view.linksOf(id);
  const acl = permissionChanges(view, before, content);
  const facts = backupAge(summary, context.ports.clock);
  const wmi = await wmiFilterWarnings(view, core, backup.sidecar);
  return {
    effects: [
      before === undefined
        ? planMessage('gpo-recreated', { name: core.displayName, id, ...facts })
        : planMessage('gpo-restored', { name: before.name, ...facts }),
      ...(await attributeEffects(view, before, content)),
      ...links.effects,
    ],
    warnings: [
      ...ageWarnings(facts.ageDays, backup.sidecar),
      ...wmi,
      ...acl.warnings,
      ...(before === undefined ? [] : versionWarnings(before)),
      ...changes.warnings,
      ...links.warnings,
      ...(before === undefined && places.length > 0
        ? [planMessage('broken-links-work-again', { count: places.length })]
        : []),
    ],
    files: changes.files,
    settings: changes.settings,
    permissions: acl.permissions,
    versions: changes.versions,
    links: places,
  };
}

function permissionChanges(
  view: DomainView,
  before: GpoDetails | undefined,
  { document }: GpoContent,
): ReturnType<typeof comparePermissions> {
  const { value, problems } = securityDescriptorFromHex(document.core.securityDescriptor);
  const current = before === undefined ? undefined : descriptorOfSddl(before.sddl, view.info);
  // A descriptor that cannot be read is not restored: the present one stays.
  if (problems.length > 0 || value.dacl === undefined) return { permissions: [], warnings: [] };
  return comparePermissions(current, value, view.info, trusteeNames(before, document));
}

/** Name, status and WMI filter as they will be; a filter that is missing in the domain is a warning of its own. */
async function attributeEffects(
  view: DomainView,
  before: GpoDetails | undefined,
  { document: { core } }: GpoContent,
): Promise<readonly PlanMessage[]> {
  const status = statuses[Number(core.options) & 3] ?? 'all-enabled';
  const filter = readWqlFilter(core.wmiFilter);
  const filters = await view.wmiFilters();
  const to = filters.find(({ id }) => id === filter);
  const present = before?.wmiFilter;
  const presentName = filters.find(({ id }) => id === present)?.name ?? present;
  const isMissing = filter !== undefined && to === undefined;
  return [
    ...(before !== undefined && core.displayName !== before.name
      ? [planMessage('gpo-renamed', { from: before.name, to: core.displayName })]
      : []),
    before === undefined || status === before.status
      ? planMessage('status-is', { status })
      : planMessage('status-set', { from: before.status, to: status }),
    ...(isMissing ? [] : [filter === present ? keptFilter(to) : filterEffect(presentName, to)]),
  ];
}
