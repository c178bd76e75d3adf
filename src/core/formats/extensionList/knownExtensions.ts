/** A client-side extension that is known by name. */
export interface KnownExtension {
  /** Upper case in braces. */
  readonly cse: string;
  /** GPMC's English name; a proper name, not a sentence. */
  readonly name: string;
  /** The tools with which it was seen in lists, the usual one first. */
  readonly tools: readonly KnownTool[];
  /** The folder and file of preferences: `Drives` is `Preferences\\Drives\\Drives.xml`. Undefined for other extensions. */
  readonly preferenceType: string | undefined;
}

/** A snap-in that edits settings of an extension. */
export interface KnownTool {
  readonly id: string;
  /** The side on which it is used, where it has one for each. */
  readonly side: 'computer' | 'user' | undefined;
}

/** The tools of Administrative Templates, also used by the extensions that templates name (`clientExtension`). */
export const administrativeTemplatesTool = {
  computer: '{D02B1F72-3407-48AE-BA88-E8213C6761F1}',
  user: '{D02B1F73-3407-48AE-BA88-E8213C6761F1}',
} as const;

/** The registry extension: registry.pol. */
export const registryCse = '{35378EAC-683F-11D2-A89A-00C04FBBCFA2}';

const computer = (id: string): KnownTool => ({ id, side: 'computer' });
const user = (id: string): KnownTool => ({ id, side: 'user' });
const both = (id: string): KnownTool => ({ id, side: undefined });

function extension(cse: string, name: string, ...tools: readonly KnownTool[]): KnownExtension {
  return { cse, name, tools, preferenceType: undefined };
}

function preference(preferenceType: string, name: string, cse: string, tool: string): KnownExtension {
  return { cse, name, tools: [both(tool)], preferenceType };
}

const template = computer(administrativeTemplatesTool.computer);

/**
 * Extensions and their tools (gpo-file-formats.md 2.6 and 2.9: lists of real GPOs, MS-GPPREF 1.9 and the specifications
 * of the extensions).
 */
export const knownExtensions: readonly KnownExtension[] = [
  extension(
    registryCse,
    'Registry',
    template,
    user(administrativeTemplatesTool.user),
    computer('{0F6B957D-509E-11D1-A7CC-0000F87571E3}'),
    user('{0F6B957E-509E-11D1-A7CC-0000F87571E3}'),
    computer('{B05566AC-FE9C-4368-BE01-7A4CBB6CBA11}'),
    computer('{62C1845D-C4A6-4ACB-BBB0-C895FD090385}'),
    computer('{53D6AB1B-2488-11D1-A28C-00C04FB94F17}'),
    computer('{53D6AB1D-2488-11D1-A28C-00C04FB94F17}'),
  ),
  extension('{827D319E-6EAC-11D2-A4EA-00C04F79F83A}', 'Security', computer('{803E14A0-B4FB-11D0-A0D0-00A0C90F574B}')),
  extension(
    '{F3CCC681-B74C-4060-9F26-CD84525DCA2A}',
    'Advanced Audit Configuration',
    computer('{0F3F3735-573D-9804-99E4-AB2A69BA5FD4}'),
    computer('{803E14A0-B4FB-11D0-A0D0-00A0C90F574B}'),
  ),
  extension(
    '{42B5FAAE-6536-11D2-AE5A-0000F87571E3}',
    'Scripts',
    computer('{40B6664F-4972-11D1-A7CA-0000F87571E3}'),
    user('{40B66650-4972-11D1-A7CA-0000F87571E3}'),
  ),
  extension(
    '{C6DC5466-785A-11D2-84D0-00C04FB169F7}',
    'Software Installation',
    computer('{942A8E4F-A261-11D1-A760-00C04FB9603F}'),
  ),
  extension(
    '{25537BA6-77A8-11D2-9B6C-0000F8080861}',
    'Folder Redirection',
    user('{88E729D6-BDC1-11D1-BD2A-00C04FB9603F}'),
  ),
  extension(
    '{3060E8D0-7020-11D2-842D-00C04FA372D4}',
    'Remote Installation',
    user('{3060E8CE-7020-11D2-842D-00C04FA372D4}'),
  ),
  extension(
    '{B1BE8D72-6EAC-11D2-A4EA-00C04F79F83A}',
    'EFS Recovery',
    computer('{53D6AB1B-2488-11D1-A28C-00C04FB94F17}'),
    computer('{53D6AB1D-2488-11D1-A28C-00C04FB94F17}'),
  ),
  extension('{F312195E-3D9D-447A-A3F5-08DFFA24735E}', 'Virtualization Based Security', template),
  extension('{7933F41E-56F8-41D6-A31C-4148A711EE93}', 'Windows Search', template),
  extension('{2A8FDC61-2347-4C87-92F6-B05EB91A201A}', 'Mitigation Options', template),
  extension('{CDEAFC3D-948D-49DD-AB12-E578BA4AF7AA}', 'TCP/IP', template),
  extension('{D76B9641-3288-4F75-942D-087DE603E3EA}', 'Local Administrator Password Solution (legacy)', template),
  extension('{FC491EF1-C4AA-4CE1-B329-414B101DB823}', 'Code Integrity', template),
  extension('{426031C0-0B47-4852-B0CA-AC3D37BFCB39}', 'QoS Packet Scheduler'),
  extension('{E437BC1C-AA7D-11D2-A382-00C04F991E27}', 'IP Security'),
  extension('{0ACDD40C-75AC-47AB-BAA0-BF6DE7E7FE63}', 'Wireless Network'),
  extension('{A2E30F80-D7DE-11D2-BBDE-00C04F86AE3B}', 'Internet Explorer Branding'),
  extension('{4CFB60C1-FAA6-47F1-89AA-0B18730C9FD3}', 'Internet Explorer Zone Mapping'),
  extension('{8A28E2C5-8D06-49A4-A08C-632DAA493E17}', 'Deployed Printers'),
  preference(
    'Applications',
    'Applications',
    '{F9C77450-3A41-477E-9310-9ACD617BD9E3}',
    '{0DA274B5-EB93-47A7-AAFB-65BA532D3FE6}',
  ),
  preference(
    'DataSources',
    'Data Sources',
    '{728EE579-943C-4519-9EF7-AB56765798ED}',
    '{1612B55C-243C-48DD-A449-FFC097B19776}',
  ),
  preference('Devices', 'Devices', '{1A6364EB-776B-4120-ADE1-B63A406A76B5}', '{1B767E9A-7BE4-4D35-85C1-2E174A7BA951}'),
  preference(
    'Drives',
    'Drive Maps',
    '{5794DAFD-BE60-433F-88A2-1A31939AC01F}',
    '{2EA1A81B-48E5-45E9-8BB7-A6E3AC170006}',
  ),
  preference(
    'EnvironmentVariables',
    'Environment Variables',
    '{0E28E245-9368-4853-AD84-6DA3BA35BB75}',
    '{35141B6B-498A-4CC7-AD59-CEF93D89B2CE}',
  ),
  preference('Files', 'Files', '{7150F9BF-48AD-4DA4-A49C-29EF4A8369BA}', '{3BAE7E51-E3F4-41D0-853D-9BB9FD47605F}'),
  preference(
    'FolderOptions',
    'Folder Options',
    '{A3F3E39B-5D83-4940-B954-28315B82F0A8}',
    '{3BFAE46A-7F3A-467B-8CEA-6AA34DC71F53}',
  ),
  preference('Folders', 'Folders', '{6232C319-91AC-4931-9385-E70C2B099F0E}', '{3EC4E9D3-714D-471F-88DC-4DD4471AAB47}'),
  preference(
    'IniFiles',
    'Ini Files',
    '{74EE6C03-5363-4554-B161-627540339CAB}',
    '{516FC620-5D34-4B08-8165-6A06B623EDEB}',
  ),
  preference(
    'InternetSettings',
    'Internet Settings',
    '{E47248BA-94CC-49C4-BBB5-9EB7F05183D0}',
    '{5C935941-A954-4F7C-B507-885941ECE5C4}',
  ),
  preference(
    'Groups',
    'Local Users and Groups',
    '{17D89FEC-5C44-4972-B12D-241CAEF74509}',
    '{79F92669-4224-476C-9C5C-6EFB4D87DF4A}',
  ),
  preference(
    'NetworkOptions',
    'Network Options',
    '{3A0DBA37-F8B2-4356-83DE-3E90BD5C261F}',
    '{949FB894-E883-42C6-88C1-29169720E8CA}',
  ),
  preference(
    'NetworkShares',
    'Network Shares',
    '{6A4C88C6-C502-4F74-8F60-2CB23EDC24E2}',
    '{BFCBBEB0-9DF4-4C0C-A728-434EA66A0373}',
  ),
  preference(
    'PowerOptions',
    'Power Options',
    '{E62688F0-25FD-4C90-BFF5-F508B9D2E31F}',
    '{9AD2BAFE-63B4-4883-A08C-C3C6196BCAFD}',
  ),
  preference(
    'Printers',
    'Printers',
    '{BC75B1ED-5833-4858-9BB8-CBF0B166DF9D}',
    '{A8C42CEA-CDB8-4388-97F4-5831F933DA84}',
  ),
  preference(
    'RegionalOptions',
    'Regional Options',
    '{E5094040-C46C-4115-B030-04FB2E545B00}',
    '{B9CCA4DE-E2B9-4CBD-BF7D-11B6EBFBDDF7}',
  ),
  preference(
    'Registry',
    'Registry preferences',
    '{B087BE9D-ED37-454F-AF9C-04291E351182}',
    '{BEE07A6A-EC9F-4659-B8C9-0B1937907C83}',
  ),
  preference(
    'ScheduledTasks',
    'Scheduled Tasks',
    '{AADCED64-746C-4633-A97C-D61349046527}',
    '{CAB54552-DEEA-4691-817E-ED4A4D1AFC72}',
  ),
  preference(
    'Services',
    'Services',
    '{91FBB303-0CD5-4055-BF42-E512A681B325}',
    '{CC5746A9-9B74-4BE5-AE2E-64379C86E0E4}',
  ),
  preference(
    'Shortcuts',
    'Shortcuts',
    '{C418DD9D-0D14-4EFB-8FBF-CFE535C8FAC7}',
    '{CEFFA6E2-E3BD-421B-852C-6F6A79A59BC1}',
  ),
  preference(
    'StartMenuTaskbar',
    'Start Menu',
    '{E4F48E54-F38D-4884-BFB9-D4D2E5729C18}',
    '{CF848D48-888D-4F45-B530-6A201E62A605}',
  ),
];

const byCse = new Map(knownExtensions.map((known) => [known.cse, known]));
const byPreferenceType = new Map(
  knownExtensions.flatMap((known) =>
    known.preferenceType === undefined ? [] : [[known.preferenceType.toLowerCase(), known] as const],
  ),
);

/** The extension with that GUID, in any case; undefined for one that is not known. */
export function knownExtension(cse: string): KnownExtension | undefined {
  return byCse.get(cse.toUpperCase());
}

/** The extension of a folder below `Preferences`, in any case; undefined for one that is not known. */
export function preferenceExtension(type: string): KnownExtension | undefined {
  return byPreferenceType.get(type.toLowerCase());
}
