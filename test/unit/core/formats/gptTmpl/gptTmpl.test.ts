import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { GptTmpl, GptTmplEntry } from '../../../../../src/core/formats/gptTmpl/gptTmpl';
import { readGptTmpl } from '../../../../../src/core/formats/gptTmpl/readGptTmpl';
import {
  rewriteTemplatePrincipals,
  templatePrincipals,
  type TemplatePrincipal,
} from '../../../../../src/core/formats/gptTmpl/templatePrincipals';
import { newGptTmpl, writeGptTmpl } from '../../../../../src/core/formats/gptTmpl/writeGptTmpl';
import { corpusFiles } from '../../../../fixtures/corpus';
import { fuzzedBytes } from '../text/fuzzedBytes';

const sid = 'S-1-5-21-1-2-3-1104';
const other = 'S-1-5-21-7-8-9-1234';
const lines = [
  '[Unicode]',
  'Unicode=yes',
  '[System Access]',
  'LSAAnonymousNameLookup = 0',
  'NewAdministratorName = "Root, the first"',
  '[Registry Values]',
  'MACHINE\\A\\Caption=1,"Say ""hi"", now"',
  'MACHINE\\A\\List=7,one,two","three',
  'MACHINE\\A\\Empty=7,',
  'MACHINE\\A\\Bytes=3,0,255',
  'MACHINE\\A\\Flag=4,1',
  `MACHINE\\A\\RestrictRemoteSAM=1,"O:BAG:BAD:(A;;RC;;;${sid})"`,
  '[Privilege Rights]',
  'SeTcbPrivilege =',
  `SeDebugPrivilege = *S-1-5-32-544, *${sid},CONTOSO\\Operators`,
  '[Group Membership]',
  `*${sid}__Memberof = *S-1-5-32-545`,
  `*${sid}__Members =`,
  '[Service General Setting]',
  '"AppIDSvc",2,""',
  `"Spooler", 4, "D:(A;;CCLC;;;${sid})(A;;GA;;;DA)"`,
  '[Registry Keys]',
  '1="machine\\software\\x", 0, "D:PAR(A;CI;KA;;;BA)"',
  '"broken"',
  '[Version]',
  'signature="$CHICAGO$"',
  'Revision=1',
];
const bytesOf = (content: readonly string[]): Uint8Array =>
  Uint8Array.from(Buffer.from(`\ufeff${content.map((line) => `${line}\r\n`).join('')}`, 'utf16le'));
const linesOf = (template: GptTmpl): readonly string[] =>
  Buffer.from(writeGptTmpl(template)).toString('utf16le').slice(1).split('\r\n').slice(0, -1);
const file = bytesOf(lines);
const read = (): GptTmpl => readGptTmpl(file).value;
const change = (change: (entry: GptTmplEntry) => GptTmplEntry | undefined): GptTmpl => {
  const template = read();
  return { ...template, entries: template.entries.flatMap((entry) => change(entry) ?? []) };
};
/** Which lines differ: `number: new text`, or `number: -`. */
const differences = (template: GptTmpl): readonly string[] => {
  const now = linesOf(template);
  assert.equal(now.length, lines.length);
  return now.flatMap((line, index) => (line === lines[index] ? [] : [`${index}: ${line}`]));
};

describe('GptTmpl.inf', () => {
  it('types every section', () => {
    const { value, problems } = readGptTmpl(file);
    assert.deepEqual(problems, [
      {
        code: 'gpt-tmpl-line-invalid',
        severity: 'warning',
        place: { line: 24 },
        params: { section: 'Registry Keys' },
      },
    ]);
    const at = (line: number): GptTmplEntry | undefined => value.entries.find((entry) => entry.line === line);
    assert.deepEqual(at(4), {
      kind: 'setting',
      section: 'System Access',
      line: 4,
      name: 'NewAdministratorName',
      value: 'Root, the first',
    });
    const data = (line: number): unknown => {
      const entry = at(line);
      return entry?.kind === 'registry-value' ? [entry.type, ...entry.data] : undefined;
    };
    assert.deepEqual(data(6), [1, 'Say "hi", now']);
    assert.deepEqual(data(7), [7, 'one', 'two,three']);
    assert.deepEqual(data(8), [7]);
    assert.deepEqual(data(9), [3, '0', '255']);
    assert.deepEqual(data(10), [4, '1']);
    assert.deepEqual(at(13), { kind: 'right', line: 13, name: 'SeTcbPrivilege', members: [] });
    assert.deepEqual(at(14), {
      kind: 'right',
      line: 14,
      name: 'SeDebugPrivilege',
      members: ['S-1-5-32-544', sid, 'CONTOSO\\Operators'],
    });
    assert.deepEqual(at(17), { kind: 'group', line: 17, group: sid, relation: 'members', members: [] });
    assert.deepEqual(at(22), {
      kind: 'object',
      target: 'registry-key',
      line: 22,
      name: 'machine\\software\\x',
      mode: '0',
      sddl: 'D:PAR(A;CI;KA;;;BA)',
      ordinal: '1',
    });
  });

  it('changes only what was changed', () => {
    assert.deepEqual(writeGptTmpl(read()), file);
    const set = (line: number, values: object): readonly string[] =>
      differences(change((entry) => (entry.line === line ? { ...entry, ...values } : entry)));
    assert.deepEqual(set(3, { value: '1' }), ['3: LSAAnonymousNameLookup = 1']);
    assert.deepEqual(set(4, { value: 'x' }), ['4: NewAdministratorName = "x"']);
    assert.deepEqual(set(7, { data: ['a,b', 'c"d'] }), ['7: MACHINE\\A\\List=7,a","b,c""""d']);
    assert.deepEqual(set(13, { members: [sid, 'A, B'] }), [`13: SeTcbPrivilege = *${sid},"A, B"`]);
    assert.deepEqual(set(14, { members: [] }), ['14: SeDebugPrivilege = ']);
    assert.deepEqual(set(20, { mode: '2' }), [`20: ${lines[20]?.replace('4', '2') ?? ''}`]);
    assert.deepEqual(set(22, { sddl: '' }), ['22: 1="machine\\software\\x", 0, ""']);
    assert.deepEqual(set(23, { text: '"b",0,""' }), ['23: "b",0,""']);
  });

  it('adds lines to their sections and takes lines out', () => {
    const template = change((entry) => (entry.line === 9 ? undefined : entry));
    const right: GptTmplEntry = { kind: 'right', line: undefined, name: 'SeBackupPrivilege', members: [] };
    const expected = lines.filter((_line, index) => index !== 9);
    expected.splice(14, 0, 'SeBackupPrivilege = ');
    assert.deepEqual(linesOf({ ...template, entries: [...template.entries, right] }), expected);
  });

  it('builds a template from nothing', () => {
    const entries: readonly GptTmplEntry[] = [
      { kind: 'setting', section: 'System Access', line: undefined, name: 'MinimumPasswordLength', value: '14' },
      { kind: 'registry-value', line: undefined, path: 'MACHINE\\A\\B', type: 1, data: ['t'] },
      { kind: 'object', target: 'file', line: undefined, name: 'c:\\x', mode: '0', sddl: 'D:', ordinal: undefined },
      { kind: 'group', line: undefined, group: sid, relation: 'member-of', members: ['S-1-5-32-544'] },
    ];
    assert.deepEqual(linesOf({ ...newGptTmpl, entries: [...newGptTmpl.entries, ...entries] }), [
      '[Unicode]',
      'Unicode=yes',
      '[Version]',
      'signature="$CHICAGO$"',
      'Revision=1',
      '[System Access]',
      'MinimumPasswordLength = 14',
      '[Registry Values]',
      'MACHINE\\A\\B=1,"t"',
      '[File Security]',
      '"c:\\x",0,"D:"',
      '[Group Membership]',
      `*${sid}__Memberof = *S-1-5-32-544`,
    ]);
  });

  it('lists the principals with their places', () => {
    const places = templatePrincipals(read()).map(({ principal, role, line }: TemplatePrincipal) => [
      line,
      role,
      principal,
    ]);
    assert.deepEqual(places, [
      [11, 'sddl', 'S-1-5-32-544'],
      [11, 'sddl', 'S-1-5-32-544'],
      [11, 'sddl', sid],
      [14, 'right', 'S-1-5-32-544'],
      [14, 'right', sid],
      [14, 'right', 'CONTOSO\\Operators'],
      [16, 'group', sid],
      [16, 'member-of', 'S-1-5-32-545'],
      [17, 'group', sid],
      [20, 'sddl', sid],
      [22, 'sddl', 'S-1-5-32-544'],
    ]);
  });

  it('replaces a principal in rights, groups and SDDL and nothing else', () => {
    const { value, problems } = rewriteTemplatePrincipals(read(), ({ principal }) =>
      principal === sid ? { to: other } : undefined,
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      linesOf(value),
      lines.map((line) => line.replaceAll(sid, other)),
    );
  });

  it('writes names without a star, and removes members, entries and groups', () => {
    const named = rewriteTemplatePrincipals(read(), ({ principal, line }) =>
      principal === sid && line === 14 ? { to: 'FABRIKAM\\Helpers' } : undefined,
    ).value;
    assert.deepEqual(differences(named), [`14: ${lines[14]?.replace(`*${sid}`, 'FABRIKAM\\Helpers') ?? ''}`]);
    const gone = rewriteTemplatePrincipals(read(), ({ principal }) => (principal === sid ? 'remove' : undefined)).value;
    const text = linesOf(gone).join('\n');
    assert.ok(!text.includes(sid));
    assert.ok(text.includes('SeDebugPrivilege = *S-1-5-32-544,CONTOSO\\Operators'));
    assert.ok(text.includes('"Spooler", 4, "D:(A;;GA;;;DA)"'));
  });

  it('keeps the SID in SDDL when only a name is given, and says so', () => {
    const { value, problems } = rewriteTemplatePrincipals(read(), ({ role, principal }) =>
      role === 'sddl' && principal === sid ? { to: 'NAME' } : undefined,
    );
    assert.deepEqual(differences(value), []);
    assert.deepEqual(
      problems.map(({ code, place }) => [code, place.line]),
      [
        ['gpt-tmpl-sddl-needs-sid', 12],
        ['gpt-tmpl-sddl-needs-sid', 21],
      ],
    );
  });

  it('never throws on mutated bytes and writes them back', () => {
    fc.assert(
      fc.property(fuzzedBytes([file]), (bytes) => {
        const { value, problems } = readGptTmpl(bytes);
        assert.deepEqual(writeGptTmpl(value), bytes);
        for (const { place } of problems) assert.ok(place.line !== undefined || place.offset !== undefined);
        assert.deepEqual(writeGptTmpl(rewriteTemplatePrincipals(value, () => undefined).value), bytes);
      }),
      { numRuns: 500 },
    );
  });

  it('knows every line of the corpus and gives it back', () => {
    for (const { path, bytes } of corpusFiles(/^gpttmpl\.inf$/i)) {
      const { value, problems } = readGptTmpl(bytes);
      assert.deepEqual(problems, [], path);
      assert.ok(Buffer.from(writeGptTmpl(value)).equals(bytes), path);
      // formatting every line anew says the same
      const anew = { ...newGptTmpl, entries: value.entries.map((entry) => ({ ...entry, line: undefined })) };
      const again = readGptTmpl(writeGptTmpl(anew)).value.entries;
      const content = (entries: readonly GptTmplEntry[]): readonly string[] =>
        entries.map((entry) => JSON.stringify({ ...entry, line: undefined })).sort();
      assert.deepEqual(content(again), content(value.entries), path);
    }
  });
});
