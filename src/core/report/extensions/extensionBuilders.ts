import type { ExtensionType } from '../../formats/gpReport/gpReport';
import { filesNamespace, settingsNamespace } from '../../formats/gpReport/namespaces';
import type { Steps } from '../../kernel/steps';
import type { ElementReader } from '../elementReader';
import type { ReportWords } from '../reportWords';
import type { SectionDraft } from '../sectionDraft';
import { buildAppLocker } from './appLocker';
import { buildAuditing } from './auditing';
import { buildFirewall } from './firewall';
import { buildPreferences } from './preferences';
import { buildRegistryPolicies } from './registryPolicies';
import { buildSecurity } from './security';
import {
  buildFolderRedirection,
  buildGeneric,
  buildPublicKey,
  buildScripts,
  buildSoftware,
  buildUnrenderedFiles,
} from './smallExtensions';

/** Fills a section with an extension's settings, a few at a step; what it does not read is added to the section by its caller. */
export type ExtensionBuilder = (reader: ElementReader, section: SectionDraft, words: ReportWords) => Steps<void>;

/** How an extension is shown. */
export interface ExtensionRendering {
  readonly heading: (reportName: string, words: ReportWords) => string;
  readonly build: ExtensionBuilder;
}

const policy = (heading: (words: ReportWords) => string, build: ExtensionBuilder): ExtensionRendering => ({
  heading: (_, words) => heading(words),
  build,
});
const preference: ExtensionRendering = {
  heading: (name, words) => words.preferences.replace('{0}', name),
  build: buildPreferences,
};
const generic: ExtensionRendering = { heading: (name, words) => name || words.extension, build: buildGeneric };
const unrendered: ExtensionRendering = {
  heading: (name, words) => name || words.extension,
  build: buildUnrenderedFiles,
};

/** By the last part of the type's namespace: local names are not unique (measured: two RegistrySettings). */
const renderings: Readonly<Record<string, ExtensionRendering>> = {
  Registry: policy((words) => words.administrativeTemplates, buildRegistryPolicies),
  Security: policy((words) => words.securitySettings, buildSecurity),
  Auditing: policy((words) => words.advancedAudit, buildAuditing),
  WindowsFirewall: policy((words) => words.firewall, buildFirewall),
  SRPV2: policy((words) => words.appLocker, buildAppLocker),
  PublicKey: policy((words) => words.publicKey, buildPublicKey),
  nrpt: policy((words) => words.nameResolution, buildGeneric),
  Scripts: policy((words) => words.scripts, buildScripts),
  SoftwareInstallation: policy((words) => words.softwareInstallation, buildSoftware),
  FolderRedirection: policy((words) => words.folderRedirection, buildFolderRedirection),
  RemoteInstallation: policy((words) => words.remoteInstallation, buildGeneric),
  'Windows/Registry': preference,
  DataSources: preference,
  Devices: preference,
  DriveMaps: preference,
  Environment: preference,
  Files: preference,
  FolderOptions: preference,
  Folders: preference,
  IniFiles: preference,
  InternetSettings: preference,
  Lugs: preference,
  NetworkOptions: preference,
  NetworkShares: preference,
  PowerOptions: preference,
  Printers: preference,
  Regional: preference,
  ScheduledTasks: preference,
  Services: preference,
  Shortcuts: preference,
  StartMenu: preference,
};

/** How an extension of that type is shown; names and values for an unknown one. */
export function renderingOf({ namespace }: ExtensionType): ExtensionRendering {
  if (namespace === filesNamespace) return unrendered;
  if (!namespace.startsWith(`${settingsNamespace}/`)) return generic;
  return renderings[namespace.slice(settingsNamespace.length + 1)] ?? generic;
}
