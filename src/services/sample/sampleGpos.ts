import { registryDword, registryText } from '../../core/formats/registryPol/values';
import type { PolRecord } from '../../core/formats/registryPol/polRecord';

/** A file of a sample GPO; `path` below its SYSVOL folder. */
export interface SampleFile {
  readonly path: string;
  readonly encoding: 'utf-8' | 'utf-16' | 'raw';
  readonly text: string;
}

/** A GPO of the sample domain, as an administrator would describe it. */
export interface SampleGpo {
  readonly name: string;
  readonly comment?: string;
  /** Fixed GUID; else one is made from the name's place in the list. */
  readonly id?: string;
  readonly flags?: number;
  readonly computer?: readonly PolRecord[];
  readonly user?: readonly PolRecord[];
  readonly files?: readonly SampleFile[];
  readonly versions: { readonly computer: number; readonly user: number };
  /** SYSVOL's versions where they differ from AD's. */
  readonly sysvolVersions?: { readonly computer: number; readonly user: number };
  readonly wmiFilter?: boolean;
  readonly security?: 'filtered' | 'delegated' | 'inconsistent';
  /** CSE and tool pairs beside Registry. */
  readonly machineExtensions?: readonly (readonly [cse: string, tool: string])[];
  readonly userExtensions?: readonly (readonly [cse: string, tool: string])[];
  readonly software?: boolean;
}

const dword = (key: string, valueName: string, value: number): PolRecord => ({
  key,
  valueName,
  type: 4,
  data: registryDword(value),
});
const text = (key: string, valueName: string, value: string): PolRecord => ({
  key,
  valueName,
  type: 1,
  data: registryText(value),
});

const windowsUpdate = 'Software\\Policies\\Microsoft\\Windows\\WindowsUpdate';
const firewall = 'Software\\Policies\\Microsoft\\WindowsFirewall';
const securityPair = ['{827D319E-6EAC-11D2-A4EA-00C04F79F83A}', '{803E14A0-B4FB-11D0-A0D0-00A0C90F574B}'] as const;
const auditPair = ['{F3CCC681-B74C-4060-9F26-CD84525DCA2A}', '{0F3F3735-573D-9804-99E4-AB2A69BA5FD4}'] as const;
const machineScripts = ['{42B5FAAE-6536-11D2-AE5A-0000F87571E3}', '{40B6664F-4972-11D1-A7CA-0000F87571E3}'] as const;
const userScripts = ['{42B5FAAE-6536-11D2-AE5A-0000F87571E3}', '{40B66650-4972-11D1-A7CA-0000F87571E3}'] as const;
const redirection = ['{25537BA6-77A8-11D2-9B6C-0000F8080861}', '{88E729D6-BDC1-11D1-BD2A-00C04FB9603F}'] as const;
const software = ['{C6DC5466-785A-11D2-84D0-00C04FB169F7}', '{942A8E4F-A261-11D1-A760-00C04FB9603F}'] as const;
const preferences = '{00000000-0000-0000-0000-000000000000}';

const template = (lines: readonly string[]): SampleFile => ({
  path: 'Machine/Microsoft/Windows NT/SecEdit/GptTmpl.inf',
  encoding: 'utf-16',
  text: ['[Unicode]', 'Unicode=yes', ...lines, '[Version]', 'signature="$CHICAGO$"', 'Revision=1', ''].join('\r\n'),
});

const preference = (path: string, root: string): SampleFile => ({
  path,
  encoding: 'utf-8',
  text: `<?xml version="1.0" encoding="utf-8"?>\r\n${root}\r\n`,
});

/** The GPOs of the sample domain, by what an administrator would expect to find. */
export const sampleGpos: readonly SampleGpo[] = [
  {
    name: 'Default Domain Policy',
    id: '{31B2F340-016D-11D2-945F-00C04FB984F9}',
    versions: { computer: 3, user: 0 },
    files: [
      template([
        '[System Access]',
        'MinimumPasswordAge = 1',
        'MaximumPasswordAge = 90',
        'MinimumPasswordLength = 14',
        'PasswordComplexity = 1',
        'LockoutBadCount = 10',
        '[Kerberos Policy]',
        'MaxTicketAge = 10',
        'MaxClockSkew = 5',
      ]),
    ],
    machineExtensions: [securityPair],
  },
  {
    name: 'Default Domain Controllers Policy',
    id: '{6AC1786C-016F-11D2-945F-00C04FB984F9}',
    versions: { computer: 2, user: 0 },
    files: [
      template([
        '[Privilege Rights]',
        'SeInteractiveLogonRight = *S-1-5-32-544,*S-1-5-32-551',
        'SeTrustedCredManAccessPrivilege =',
        '[Registry Values]',
        'MACHINE\\System\\CurrentControlSet\\Services\\NTDS\\Parameters\\LDAPServerIntegrity=4,2',
      ]),
      {
        path: 'Machine/Microsoft/Windows NT/Audit/audit.csv',
        encoding: 'utf-8',
        text: [
          'Machine Name,Policy Target,Subcategory,Subcategory GUID,Inclusion Setting,Exclusion Setting,Setting Value',
          ',System,Audit Credential Validation,{0cce923f-69ae-11d9-bed3-505054503030},Success and Failure,,3',
          ',System,Audit Kerberos Authentication Service,{0cce9242-69ae-11d9-bed3-505054503030},Failure,,2',
          '',
        ].join('\r\n'),
      },
    ],
    machineExtensions: [securityPair, auditPair],
  },
  {
    name: 'Workstations - Security',
    comment: 'Baseline of all workstations. Owner: the client team.',
    versions: { computer: 12, user: 0 },
    flags: 1,
    computer: [
      dword('Software\\Policies\\Microsoft\\Windows\\Installer', 'AlwaysInstallElevated', 0),
      dword('Software\\Policies\\Microsoft\\Windows\\System', 'EnableSmartScreen', 1),
      text('Software\\Policies\\Microsoft\\Windows\\System', 'ShellSmartScreenLevel', 'Block'),
      dword('Software\\Policies\\Microsoft\\Windows NT\\DNSClient', 'EnableMulticast', 0),
    ],
    files: [
      template([
        '[Privilege Rights]',
        'SeDenyRemoteInteractiveLogonRight = *S-1-5-32-546',
        '[Group Membership]',
        '*S-1-5-32-544__Memberof =',
        '*S-1-5-32-544__Members = *S-1-5-21-1004336348-1177238915-682003330-512',
        '[Service General Setting]',
        '"RemoteRegistry",4,""',
      ]),
      {
        path: 'Machine/comment.cmtx',
        encoding: 'utf-8',
        text: '<?xml version=\'1.0\' encoding=\'utf-8\'?>\r\n<policyComments xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" revision="1.0" schemaVersion="1.0" xmlns="http://www.microsoft.com/GroupPolicy/CommentDefinitions">\r\n  <policyNamespaces>\r\n    <using prefix="ns0" namespace="Microsoft.Policies.WindowsInstaller"></using>\r\n  </policyNamespaces>\r\n  <comments>\r\n    <admTemplate></admTemplate>\r\n  </comments>\r\n  <resources minRequiredRevision="1.0">\r\n    <stringTable></stringTable>\r\n  </resources>\r\n</policyComments>\r\n',
      },
    ],
    machineExtensions: [securityPair],
  },
  {
    name: 'Workstations - Windows Update',
    versions: { computer: 7, user: 0 },
    computer: [
      text(windowsUpdate, 'WUServer', 'http://wsus.contoso.com:8530'),
      text(windowsUpdate, 'WUStatusServer', 'http://wsus.contoso.com:8530'),
      dword(`${windowsUpdate}\\AU`, 'UseWUServer', 1),
      dword(`${windowsUpdate}\\AU`, 'AUOptions', 4),
    ],
    wmiFilter: true,
  },
  {
    name: 'Workstations - Firewall',
    versions: { computer: 4, user: 0 },
    computer: [
      dword(firewall, 'PolicyVersion', 543),
      dword(`${firewall}\\DomainProfile`, 'EnableFirewall', 1),
      dword(`${firewall}\\PublicProfile`, 'EnableFirewall', 1),
      text(
        `${firewall}\\FirewallRules`,
        '{5C1D6E02-6E7A-4B2E-9C6B-0A6B6A7E5D10}',
        'v2.31|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=445|Profile=Public|Name=Block SMB in public networks|',
      ),
    ],
  },
  {
    name: 'Workstations - Application Control',
    versions: { computer: 5, user: 0 },
    computer: [
      dword('Software\\Policies\\Microsoft\\Windows\\SrpV2\\Exe', 'EnforcementMode', 1),
      text(
        'Software\\Policies\\Microsoft\\Windows\\SrpV2\\Exe\\a9e18c21-ff8f-43cf-b9fc-db40eed693ba',
        'Value',
        '<FilePathRule Id="a9e18c21-ff8f-43cf-b9fc-db40eed693ba" Name="Signed apps" Description="" UserOrGroupSid="S-1-1-0" Action="Allow"><Conditions><FilePathCondition Path="%PROGRAMFILES%\\*"/></Conditions></FilePathRule>',
      ),
    ],
  },
  {
    name: 'Users - Desktop',
    versions: { computer: 0, user: 9 },
    user: [
      dword('Software\\Microsoft\\Windows\\CurrentVersion\\Policies\\Explorer', 'NoDriveTypeAutoRun', 255),
      text('Software\\Policies\\Microsoft\\Windows\\Control Panel\\Desktop', 'ScreenSaveTimeOut', '600'),
      text('Software\\Policies\\Microsoft\\Windows\\Control Panel\\Desktop', '**del.SCRNSAVE.EXE', ' '),
    ],
    security: 'filtered',
  },
  {
    name: 'Users - Drives and Printers',
    versions: { computer: 0, user: 6 },
    files: [
      preference(
        'User/Preferences/Drives/Drives.xml',
        '<Drives clsid="{8FDDCC1A-0C3C-43cd-A6B4-71A6DF20DA8C}"><Drive clsid="{935D1B74-9CB8-4e3c-9914-7DD559B7A417}" name="S:" status="S:" image="2" changed="2026-01-12 08:30:00" uid="{0F8B9D3B-6A77-4C0E-9A0E-6B6A8F1D2C11}"><Properties action="U" thisDrive="NOCHANGE" allDrives="NOCHANGE" userName="" path="\\\\files.contoso.com\\share" label="Share" persistent="1" useLetter="1" letter="S"/><Filters><FilterGroup bool="AND" not="0" name="CONTOSO\\Domain Users" sid="S-1-5-21-1004336348-1177238915-682003330-513" userContext="1" primaryGroup="0" localGroup="0"/></Filters></Drive></Drives>',
      ),
      preference(
        'User/Preferences/Printers/Printers.xml',
        '<Printers clsid="{1F577D12-3D1B-471e-A1B7-060317597B9C}"><SharedPrinter clsid="{9A5E9697-9095-436d-A0EE-4D128FDFBCE5}" name="Floor 2" status="Floor 2" image="0" changed="2026-01-12 08:31:00" uid="{B6BDB0F5-27B6-4B55-9B39-8D22A9F1F6A2}"><Properties action="C" comment="" path="\\\\print.contoso.com\\floor2" location="" default="0" skipLocal="0" deleteAll="0" persistent="0" deleteMaps="0" port=""/></SharedPrinter></Printers>',
      ),
    ],
    userExtensions: [
      [preferences, '{2EA1A81B-48E5-45E9-8BB7-A6E3AC170006}'],
      [preferences, '{A8C42CEA-CDB8-4388-97F4-5831F933DA84}'],
      ['{5794DAFD-BE60-433F-88A2-1A31939AC01F}', '{2EA1A81B-48E5-45E9-8BB7-A6E3AC170006}'],
      ['{BC75B1ED-5833-4858-9BB8-CBF0B166DF9D}', '{A8C42CEA-CDB8-4388-97F4-5831F933DA84}'],
    ],
  },
  {
    name: 'Users - Folder Redirection',
    versions: { computer: 0, user: 2 },
    files: [
      {
        path: 'User/Documents & Settings/fdeploy1.ini',
        encoding: 'utf-16',
        text: '\r\n[version]\r\nversion=100\r\n[Folder_Redirection]\r\n{FDD39AD0-238F-46AF-ADB4-6C85480369C7}=s-1-1-0;\r\n[{FDD39AD0-238F-46AF-ADB4-6C85480369C7}_s-1-1-0]\r\nFlags=1231\r\nFullPath=\\\\files.contoso.com\\home\\%USERNAME%\\Documents\r\n',
      },
    ],
    userExtensions: [redirection],
  },
  {
    name: 'Servers - Baseline',
    comment: 'Member servers. Änderungen nur mit Ticket – see the wiki.',
    versions: { computer: 21, user: 1 },
    computer: [
      dword('Software\\Policies\\Microsoft\\Windows NT\\Terminal Services', 'fDisableCdm', 1),
      dword('Software\\Policies\\Microsoft\\Windows\\WinRM\\Service', 'AllowAutoConfig', 1),
      text('Software\\Policies\\Microsoft\\Windows\\WinRM\\Service', 'IPv4Filter', '*'),
    ],
    user: [dword('Software\\Policies\\Microsoft\\Internet Explorer\\Main', 'DisableFirstRunCustomize', 1)],
    security: 'delegated',
  },
  {
    name: 'Servers - Startup Scripts',
    versions: { computer: 3, user: 3 },
    files: [
      {
        path: 'Machine/Scripts/scripts.ini',
        encoding: 'utf-16',
        text: '\r\n[Startup]\r\n0CmdLine=inventory.cmd\r\n0Parameters=/quiet\r\n',
      },
      { path: 'Machine/Scripts/Startup/inventory.cmd', encoding: 'utf-8', text: '@echo off\r\nsysteminfo > nul\r\n' },
      {
        path: 'User/Scripts/psscripts.ini',
        encoding: 'utf-16',
        text: '\r\n[ScriptsConfig]\r\nStartExecutePSFirst=true\r\n[Logon]\r\n0CmdLine=welcome.ps1\r\n0Parameters=\r\n',
      },
      { path: 'User/Scripts/Logon/welcome.ps1', encoding: 'utf-8', text: 'Write-Output "Welcome"\r\n' },
    ],
    machineExtensions: [machineScripts],
    userExtensions: [userScripts],
  },
  {
    name: 'Servers - Local Administrators',
    versions: { computer: 8, user: 0 },
    files: [
      preference(
        'Machine/Preferences/Groups/Groups.xml',
        '<Groups clsid="{3125E937-EB16-4b4c-9934-544FC6D24D26}"><Group clsid="{6D4A79E4-529C-4481-ABD0-F5BD7EA93BA7}" name="Administrators (built-in)" image="2" changed="2026-02-03 09:12:00" uid="{7AD0D5D5-0F4D-4E39-9D77-7C2F2E6A4B17}"><Properties action="U" newName="" description="" deleteAllUsers="0" deleteAllGroups="0" removeAccounts="0" groupSid="S-1-5-32-544" groupName="Administrators (built-in)"><Members><Member name="CONTOSO\\Server Admins" action="ADD" sid="S-1-5-21-1004336348-1177238915-682003330-1104"/></Members></Properties><Filters><FilterOrgUnit bool="AND" not="0" name="OU=Servers,DC=contoso,DC=com" userContext="0" directMember="0"/></Filters></Group></Groups>',
      ),
    ],
    machineExtensions: [
      [preferences, '{79F92669-4224-476C-9C5C-6EFB4D87DF4A}'],
      ['{17D89FEC-5C44-4972-B12D-241CAEF74509}', '{79F92669-4224-476C-9C5C-6EFB4D87DF4A}'],
    ],
  },
  { name: 'Software - Office', versions: { computer: 2, user: 0 }, software: true, machineExtensions: [software] },
  {
    name: 'Kiosk',
    versions: { computer: 4, user: 5 },
    flags: 3,
    computer: [
      dword('Software\\Policies\\Microsoft\\Windows\\System', 'UserPolicyMode', 2),
      dword('Software\\Policies\\Microsoft\\Windows\\Personalization', 'NoLockScreen', 1),
    ],
    user: [dword('Software\\Microsoft\\Windows\\CurrentVersion\\Policies\\Explorer', 'NoRun', 1)],
    sysvolVersions: { computer: 3, user: 5 },
  },
  {
    name: 'Legacy - broken registry.pol',
    comment: 'Its registry.pol was cut off by a full disk.',
    versions: { computer: 2, user: 0 },
    files: [
      {
        path: 'Machine/registry.pol',
        encoding: 'raw',
        text: 'PReg\u0001\u0000\u0000\u0000[\u0000S\u0000o\u0000f\u0000t\u0000w\u0000a\u0000r\u0000e\u0000',
      },
    ],
    security: 'inconsistent',
  },
  { name: 'Empty - to be deleted', versions: { computer: 0, user: 0 } },
  {
    name: 'Unlinked - pilot',
    versions: { computer: 1, user: 0 },
    computer: [dword('Software\\Policies\\Microsoft\\Windows\\Explorer', 'DisableSearchBoxSuggestions', 1)],
  },
];
