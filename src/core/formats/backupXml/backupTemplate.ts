/**
 * Backup.xml is a template that GPMC fills in: every known extension and row has a line of its own, and where one is cut
 * its indentation stays behind as a blank line. Measured on the 104 files of the corpus, which have this one shape.
 */
export interface TemplateExtension {
  /** In the template's own case. */
  readonly id: string;
  readonly name: string;
  readonly rows: readonly TemplateRow[];
}

/** A line of an extension. */
export interface TemplateRow {
  readonly margin: string;
  readonly path: string;
}

const margin = ' '.repeat(12);
const row = (path: string): TemplateRow => ({ margin, path });
/** The lines for psscripts.ini begin with a tab in GPMC's template (measured). */
const tabbed = (path: string): TemplateRow => ({ margin: '\t    ', path });

/** Always the first extension, present in every backup. */
export const registryExtension: TemplateExtension = {
  id: '{35378EAC-683F-11D2-A89A-00C04FBBCFA2}',
  name: 'Registry',
  rows: [row('%GPO_MACH_FSPATH%\\registry.pol'), row('%GPO_USER_FSPATH%\\registry.pol'), row('%GPO_FSPATH%\\Adm\\*.*')],
};

/** GPMC's own spelling. */
export const remoteInstallationExtension: TemplateExtension = {
  id: '{3060E8D0-7020-11D2-842D-00C04FA372D4}',
  name: 'Remote Installion',
  rows: [row('%GPO_USER_FSPATH%\\Microsoft\\RemoteInstall\\oscfilter.ini')],
};

export const folderRedirectionExtension: TemplateExtension = {
  id: '{25537BA6-77A8-11D2-9B6C-0000F8080861}',
  name: 'Folder Redirection',
  rows: [row('%GPO_USER_FSPATH%\\Documents & Settings\\*')],
};

export const scriptsExtension: TemplateExtension = {
  id: '{42B5FAAE-6536-11d2-AE5A-0000F87571E3}',
  name: 'Scripts',
  rows: [
    row('%GPO_MACH_FSPATH%\\Scripts\\scripts.ini'),
    tabbed('%GPO_MACH_FSPATH%\\Scripts\\psscripts.ini'),
    row('%GPO_MACH_FSPATH%\\Scripts\\Startup\\*'),
    row('%GPO_MACH_FSPATH%\\Scripts\\Startup\\*'),
    row('%GPO_MACH_FSPATH%\\Scripts\\Shutdown\\*'),
    row('%GPO_MACH_FSPATH%\\Scripts\\Shutdown\\*'),
    row('%GPO_USER_FSPATH%\\Scripts\\scripts.ini'),
    tabbed('%GPO_USER_FSPATH%\\Scripts\\psscripts.ini'),
    row('%GPO_USER_FSPATH%\\Scripts\\Logon\\*'),
    row('%GPO_USER_FSPATH%\\Scripts\\Logon\\*'),
    row('%GPO_USER_FSPATH%\\Scripts\\Logoff\\*'),
    row('%GPO_USER_FSPATH%\\Scripts\\Logoff\\*'),
  ],
};

export const securityExtension: TemplateExtension = {
  id: '{827D319E-6EAC-11D2-A4EA-00C04F79F83A}',
  name: 'Security',
  rows: [row('%GPO_MACH_FSPATH%\\microsoft\\windows nt\\SecEdit\\GptTmpl.inf')],
};

export const softwareInstallationExtension: TemplateExtension = {
  id: '{c6dc5466-785a-11d2-84d0-00c04fb169f7}',
  name: 'Software Installation',
  rows: [row('cn=Class Store,%GPO_USER_DSPATH%'), { margin: ' '.repeat(8), path: 'cn=Class Store,%GPO_MACH_DSPATH%' }],
};

/** Always the last: everything that no other block claims, preferences among it. Not a sign of an error. */
export const unknownExtension = {
  id: '{F15C46CD-82A0-4C2D-A210-5D0D3182A418}',
  name: 'Unknown Extension',
} as const;

/** The lines behind the Registry block; undefined for a block that was cut in every file seen. */
export const templateSlots: readonly (TemplateExtension | undefined)[] = [
  remoteInstallationExtension,
  folderRedirectionExtension,
  scriptsExtension,
  undefined,
  securityExtension,
  undefined,
  undefined,
  undefined,
  softwareInstallationExtension,
];

/**
 * Puts `items` on the template's lines: one entry a line, undefined for a line without an item. Undefined when an item is
 * not of the template or out of its order.
 */
export function fillTemplate<T, L>(
  lines: readonly L[],
  items: readonly T[],
  matches: (line: L, item: T) => boolean,
): readonly (T | undefined)[] | undefined {
  let next = 0;
  const filled = lines.map((line) => {
    const item = items[next];
    if (item === undefined || !matches(line, item)) return undefined;
    next += 1;
    return item;
  });
  return next === items.length ? filled : undefined;
}
