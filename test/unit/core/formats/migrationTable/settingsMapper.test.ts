import assert from 'node:assert/strict';
import type { BackupDirectoryObject } from '../../../../../src/core/formats/backupXml/backupDocument';
import { newFdeploy1, readFdeploy1, writeFdeploy1 } from '../../../../../src/core/formats/folderRedirection/fdeploy1';
import { readGptTmpl } from '../../../../../src/core/formats/gptTmpl/readGptTmpl';
import { templatePrincipals } from '../../../../../src/core/formats/gptTmpl/templatePrincipals';
import type { MigrationEntry } from '../../../../../src/core/formats/migrationTable/migrationTable';
import { newScriptsIni, readScriptsIni, writeScriptsIni } from '../../../../../src/core/formats/scriptsIni/scriptsIni';
import { isPolicyError } from '../../../../../src/core/kernel/errors';
import { SettingsMapper } from '../../../../../src/core/formats/migrationTable/settingsMapper';
import { MemoryFileStore } from '../../../../fakes/memoryFileStore';
import { OpenDomain, portsOf, quietly } from '../../../providers/snapshot/operations/operationsHarness';

const source = 'S-1-5-21-1-2-3';
const target = 'S-1-5-21-7-8-9';
const template = 'Machine/Microsoft/Windows NT/SecEdit/GptTmpl.inf';

function principal(
  domain: string,
  name: string,
  sid: string,
): {
  readonly sid: string;
  readonly samAccountName: string;
  readonly type: string;
  readonly netbiosDomainName: string;
  readonly dnsDomainName: string;
  readonly upn: string;
} {
  const dnsDomainName = `${domain.toLowerCase()}.com`;
  return {
    sid,
    samAccountName: name,
    type: 'GlobalGroup',
    netbiosDomainName: domain,
    dnsDomainName,
    upn: `${name}@${dnsDomainName}`,
  };
}

const sources = [
  principal('OLD', 'Admins', `${source}-1001`),
  principal('OLD', 'Helpdesk', `${source}-1002`),
  principal('OLD', 'Leavers', `${source}-1003`),
  principal('OLD', 'Same', `${source}-1004`),
];
const targets = [principal('NEW', 'Server Admins', `${target}-2001`), principal('NEW', 'Helpdesk', `${target}-2002`)];

const table: readonly MigrationEntry[] = [
  { type: 'GlobalGroup', source: 'Admins@old.com', destination: { kind: 'text', text: 'NEW\\Server Admins' } },
  { type: 'GlobalGroup', source: 'OLD\\Helpdesk', destination: { kind: 'by-relative-name' } },
  { type: 'GlobalGroup', source: `${source}-1003`, destination: { kind: 'none' } },
  { type: 'GlobalGroup', source: 'Same@old.com', destination: { kind: 'same-as-source' } },
  { type: 'UNCPath', source: '\\\\old\\share', destination: { kind: 'text', text: '\\\\new\\other share' } },
  { type: 'UNCPath', source: '\\\\old\\share\\deep', destination: { kind: 'text', text: '\\\\deep\\x' } },
];

function mapper(strict = false, entries = table): SettingsMapper {
  return new SettingsMapper({ table: { entries }, strict }, sources, {
    dnsName: 'new.com',
    netbiosName: 'NEW',
    sid: target,
    principals: targets,
  });
}

function inf(lines: readonly string[]): Uint8Array {
  const text = `\ufeff${lines.join('\r\n')}\r\n`;
  return new Uint8Array(Buffer.from(text, 'utf16le'));
}

function applied(mapping: SettingsMapper, path: string, bytes: Uint8Array): Uint8Array {
  const result = mapping.file(path, () => bytes);
  assert.ok(result !== undefined);
  return result;
}

describe('a migration table', () => {
  it('maps rights, groups and descriptors in a template, and leaves every other byte', () => {
    const before = [
      '[Unicode]',
      'Unicode=yes',
      '[Privilege Rights]',
      `SeBackupPrivilege = *${source}-1001,*S-1-5-32-544,OLD\\Helpdesk,*${source}-1003`,
      `SeDebugPrivilege = *${source}-1004`,
      '[Group Membership]',
      `*${source}-1002__Members = *${source}-1001`,
      `*${source}-1002__Memberof =`,
      '[Service General Setting]',
      `"Spooler",4,"D:(A;;CC;;;${source}-1001)(A;;CC;;;SY)(A;;CC;;;${source}-1003)"`,
      '[Registry Values]',
      `MACHINE\\Comment=1,"${source}-1001 is no principal here"`,
    ];
    const after = Buffer.from(applied(mapper(), template, inf(before)))
      .toString('utf16le')
      .split('\r\n');
    assert.deepEqual(after, [
      `\ufeff${before[0] ?? ''}`,
      before[1],
      before[2],
      `SeBackupPrivilege = *${target}-2001,*S-1-5-32-544,*${target}-2002`,
      before[4],
      before[5],
      `*${target}-2002__Members = *${target}-2001`,
      `*${target}-2002__Memberof =`,
      before[8],
      `"Spooler",4,"D:(A;;CC;;;${target}-2001)(A;;CC;;;SY)"`,
      before[10],
      before[11],
      '',
    ]);
  });

  it('leaves a template byte for byte of which it maps nothing', () => {
    const bytes = inf(['[Privilege Rights]', 'SeBackupPrivilege   = *S-1-5-32-544 ,  Users', '; a comment']);
    assert.deepEqual(Buffer.from(applied(mapper(), template, bytes)), Buffer.from(bytes));
  });

  it('maps paths of scripts, the longest entry first, and not the host whose name only begins so', () => {
    const script = (
      order: number,
      command: string,
      parameters = '',
    ): {
      readonly event: 'Startup';
      readonly order: number;
      readonly command: string;
      readonly parameters: string;
    } => ({
      event: 'Startup',
      order,
      command,
      parameters,
    });
    const bytes = writeScriptsIni({
      ...newScriptsIni,
      scripts: [
        script(0, '\\\\OLD\\Share\\run.cmd', '/log:"\\\\old\\share\\deep\\log.txt" \\\\old\\shared\\x'),
        script(1, 'local.cmd', '\\\\other\\share\\x'),
      ],
    });
    const mapping = mapper();
    const { scripts } = readScriptsIni(applied(mapping, 'Machine/Scripts/scripts.ini', bytes)).value;
    assert.deepEqual(
      scripts.map(({ command, parameters }) => [command, parameters]),
      [
        ['\\\\new\\other share\\run.cmd', '/log:"\\\\deep\\x\\log.txt" \\\\old\\shared\\x'],
        ['local.cmd', '\\\\other\\share\\x'],
      ],
    );
    assert.deepEqual([...mapping.unmapped], ['\\\\old\\shared\\x', '\\\\other\\share\\x']);
  });

  it('maps groups and targets of folder redirection', () => {
    const redirection = (sid: string, fullPath: string): (typeof newFdeploy1.redirections)[number] => ({
      folder: '{FDD39AD0-238F-46AF-ADB4-6C85480369C7}',
      sid,
      flags: 0x11,
      fullPath,
      relativePath: undefined,
      parentFolder: undefined,
      excludeFolders: [],
    });
    const bytes = writeFdeploy1({
      ...newFdeploy1,
      redirections: [
        redirection(`${source}-1001`.toLowerCase(), '\\\\old\\share\\%USERNAME%'),
        redirection(`${source}-1003`, '\\\\old\\share\\gone'),
      ],
    });
    const { redirections } = readFdeploy1(applied(mapper(), 'User/Documents & Settings/fdeploy1.ini', bytes)).value;
    assert.deepEqual(
      redirections.map(({ sid, fullPath }) => [sid, fullPath]),
      [[`${target}-2001`, '\\\\new\\other share\\%USERNAME%']],
    );
  });

  it('maps where packages of software installation lie', () => {
    const object: BackupDirectoryObject = {
      kind: 'directory',
      path: 'cn=x,cn=Packages,cn=Class Store,%GPO_MACH_DSPATH%',
      objectClass: 'packageRegistration',
      sourceExpandedPath: '',
      reEvaluate: undefined,
      securityDescriptor: undefined,
      attributes: [
        { type: 'MultiString', name: 'msiFileList', values: ['0:\\\\old\\share\\a.msi', '1:\\\\x\\y\\a.mst'] },
      ],
      children: [],
    };
    const [mapped] = mapper().objects([{ ...object, path: 'cn=Packages', attributes: [], children: [object] }]);
    assert.deepEqual(mapped?.children[0]?.attributes[0]?.values, [
      '0:\\\\new\\other share\\a.msi',
      '1:\\\\x\\y\\a.mst',
    ]);
  });

  it('does not touch preferences', () => {
    const path = 'Machine/Preferences/Groups/Groups.xml';
    assert.equal(
      mapper().file(path, () => assert.fail('it is not read')),
      undefined,
    );
  });

  it('strict, refuses what it does not map and destinations that nobody knows', () => {
    const stranger = `${source}-4711`;
    const mapping = mapper(true, [
      { type: 'GlobalGroup', source: `${source}-1001`, destination: { kind: 'text', text: 'NEW\\Nobody' } },
    ]);
    mapping.file(template, () =>
      inf([
        '[Privilege Rights]',
        `SeBackupPrivilege = *${stranger},*S-1-5-32-544,*${target}-2002`,
        '[Service General Setting]',
        `"Spooler",4,"D:(A;;CC;;;${source}-1001)"`,
      ]),
    );
    assert.throws(
      () => {
        mapping.check();
      },
      (error) =>
        isPolicyError(error, 'migration-table-unmapped') &&
        error.params.sources.join() === [stranger, 'NEW\\Nobody'].join(),
    );
    mapper(false).check();
  });

  it('is applied on import, and a strict one that fails leaves the GPO as it was', async () => {
    const files = new MemoryFileStore();
    const domain = await OpenDomain.sample(portsOf(files), '/domain');
    const gpo = await domain.gpo('Servers - Startup Scripts');
    const security = (await domain.provider.reader.gpos(quietly)).map(({ id }) => id);
    const withTemplate = security.find((id) => files.stat(`/domain/sysvol/Policies/${id}/${template}`) !== undefined);
    assert.ok(withTemplate !== undefined);
    const path = `/domain/sysvol/Policies/${withTemplate}/${template}`;
    files.writeFile(path, inf(['[Privilege Rights]', `SeBackupPrivilege = *${source}-1001`]));
    const backup = { folder: '/backups', id: await domain.backUp(withTemplate, '/backups') };
    const before = JSON.stringify([...files.contents('/domain')]);
    const strict = { table: { entries: [] }, strict: true };
    await assert.rejects(domain.operations.importSettings(gpo, backup, strict, quietly), (error) =>
      isPolicyError(error, 'migration-table-unmapped'),
    );
    assert.equal(JSON.stringify([...files.contents('/domain')].filter(([name]) => name !== '.work')), before);
    const mapping = {
      table: {
        entries: [
          { type: 'Unknown', source: `${source}-1001`, destination: { kind: 'text', text: `${target}-5` } } as const,
        ],
      },
      strict: true,
    };
    await domain.operations.importSettings(gpo, backup, mapping, quietly);
    const imported = readGptTmpl(files.readFile(`/domain/sysvol/Policies/${gpo}/${template}`)).value;
    assert.deepEqual(
      templatePrincipals(imported).map((place) => place.principal),
      [`${target}-5`],
    );
  });
});
