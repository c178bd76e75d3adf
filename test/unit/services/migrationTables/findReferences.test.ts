import assert from 'node:assert/strict';
import { newInf, writeInf } from '../../../../src/core/formats/inf/readInf';
import type { BackupDirectoryObject } from '../../../../src/core/formats/backupXml/backupDocument';
import { findReferences } from '../../../../src/services/migrationTables/findReferences';
import { FaultyFileStore } from '../../../fakes/faultyFileStore';
import { MemoryFileStore } from '../../../fakes/memoryFileStore';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const inf = (...lines: string[]): Uint8Array => writeInf(newInf(lines));
const account = 'S-1-5-21-1-2-3-1105';

function find(contents: Readonly<Record<string, Uint8Array>>, objects: readonly BackupDirectoryObject[] = []) {
  const memory = new MemoryFileStore();
  const files = new FaultyFileStore(memory);
  const found = new Map(
    Object.entries(contents).map(([path, content]) => {
      const source = memory.join('/gpo', path);
      memory.makeFolder(memory.dirname(source));
      memory.writeFile(source, content);
      return [path.toLowerCase(), { path, size: content.length, source }] as const;
    }),
  );
  const core = {
    id: '',
    domain: '',
    securityDescriptor: '',
    displayName: '',
    options: '0',
    userVersion: '0',
    machineVersion: '0',
    machineExtensions: '',
    userExtensions: '',
    wmiFilter: '',
    wmiFilterName: undefined,
  };
  const extensions = [{ id: '', name: 'Software Installation', objects }];
  const document = { version: '2.0', securityGroups: [], filePaths: [], core, extensions };
  const references = findReferences(files, { document, info: undefined, files: found, unlisted: 0 });
  assert.deepEqual(files.uncPaths, [], 'no UNC path is ever opened');
  return {
    principals: references.principals.map(({ text }) => text),
    paths: references.paths.map(({ text }) => text),
    unmappable: references.unmappable.map(({ text, place }) => `${place}: ${text}`),
  };
}

describe('what means something in one domain only', () => {
  it('are principals of rights, groups and descriptors in a security template', () => {
    const template = inf(
      '[Unicode]',
      'Unicode=yes',
      '[Privilege Rights]',
      `SeBatchLogonRight = *${account},*S-1-5-32-544,CONTOSO\\svc`,
      '[Group Membership]',
      `*S-1-5-32-544__Members = *${account},Helpdesk`,
      '[File Security]',
      `"%SystemRoot%",0,"D:(A;;FA;;;S-1-5-21-1-2-3-1106)(A;;FA;;;BA)"`,
    );
    assert.deepEqual(find({ 'Machine/Microsoft/Windows NT/SecEdit/GptTmpl.inf': template }).principals, [
      account,
      'CONTOSO\\svc',
      'Helpdesk',
      'S-1-5-21-1-2-3-1106',
    ]);
  });

  it('are UNC paths of scripts, quoted ones with blanks, and of their parameters', () => {
    const scripts = inf(
      '[Logon]',
      '0CmdLine=\\\\srv.contoso.com\\netlogon\\a.cmd',
      '0Parameters=/log "\\\\srv\\my share\\x" C:\\local \\\\?\\C:\\x',
      '1CmdLine=b.cmd',
      '1Parameters=',
    );
    assert.deepEqual(find({ 'User/Scripts/scripts.ini': scripts }).paths, [
      '\\\\srv.contoso.com\\netlogon\\a.cmd',
      '\\\\srv\\my share\\x',
    ]);
  });

  it('are groups and paths of folder redirection', () => {
    const folder = '{FDD39AD0-238F-46AF-ADB4-6C85480369C7}';
    const fdeploy = inf(
      '[version]',
      'version=100',
      '[Folder_Redirection]',
      `${folder}=${account.toLowerCase()};s-1-1-0;`,
      `[${folder}_${account.toLowerCase()}]`,
      'Flags=1231',
      'FullPath=\\\\files.contoso.com\\my home\\%USERNAME%',
      `[${folder}_s-1-1-0]`,
      'Flags=1231',
      'FullPath=C:\\Home',
    );
    const found = find({ 'User/Documents & Settings/fdeploy1.ini': fdeploy });
    assert.deepEqual(found.principals, [account]);
    assert.deepEqual(found.paths, ['\\\\files.contoso.com\\my home\\%USERNAME%']);
  });

  it('are paths of software packages', () => {
    const value = (name: string, values: readonly string[]) => ({ type: 'MultiString' as const, name, values });
    const object = (children: readonly BackupDirectoryObject[], values: readonly string[]): BackupDirectoryObject => ({
      kind: 'directory',
      path: '',
      objectClass: 'packageRegistration',
      sourceExpandedPath: '',
      reEvaluate: undefined,
      securityDescriptor: undefined,
      attributes: [value('msiFileList', values)],
      children,
    });
    assert.deepEqual(find({}, [object([object([], ['0:\\\\srv\\apps\\a.msi'])], ['1:C:\\x.mst'])]).paths, [
      '\\\\srv\\apps\\a.msi',
    ]);
  });

  it('are principals of preferences, which nothing maps: the SID where there is one', () => {
    const groups = `<Groups><Group name="Administrators (built-in)"><Properties groupSid="S-1-5-32-544" groupName="Administrators (built-in)"><Members><Member name="CONTOSO\\Helpdesk" action="ADD" sid="${account}"/></Members></Properties><Filters><FilterGroup name="CONTOSO\\Kiosk" sid="" userContext="1"/></Filters></Group></Groups>`;
    const path = 'Machine/Preferences/Groups/Groups.xml';
    assert.deepEqual(find({ [path]: bytes(groups) }).unmappable, [`${path}: ${account}`, `${path}: CONTOSO\\Kiosk`]);
  });

  it('are none in a broken file', () => {
    const found = find({
      'User/Preferences/Drives/Drives.xml': bytes('<Drives><'),
      'Machine/Microsoft/Windows NT/SecEdit/GptTmpl.inf': bytes('[[['),
    });
    assert.deepEqual(found, { principals: [], paths: [], unmappable: [] });
  });
});
