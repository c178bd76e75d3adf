import assert from 'node:assert/strict';
import type { Som } from '../../../../src/core/model/domain';
import type { GpoSummary } from '../../../../src/core/model/gpo';
import { SampleServices, quietly } from '../../services/changes/sampleServices';
import { contextValue, gpoText, linkText, somText } from '../../../../src/vscode/views/rowText';

describe('what rows say', () => {
  let gpo: GpoSummary;
  let som: Som;

  before(async () => {
    const sample = await SampleServices.make();
    const plain = await sample.gpo('Default Domain Policy');
    gpo = { ...plain, aclConsistent: true };
    const [first] = await sample.services.listSoms({ address: sample.address }, quietly);
    assert.ok(first);
    som = first;
  });

  it('says nothing of a GPO in the usual state', () => {
    const { description, icon, spoken } = gpoText(gpo);
    assert.deepEqual([description, icon, spoken], ['', { name: 'checklist' }, 'Default Domain Policy']);
  });

  it('says status, missing links, differing versions and inconsistent permissions', () => {
    const text = gpoText({
      ...gpo,
      status: 'user-disabled',
      linkCount: 0,
      computer: { ad: 4, sysvol: 3 },
      user: { ad: 1, sysvol: undefined },
      aclConsistent: false,
    });
    assert.equal(
      text.description,
      'User configuration settings disabled · not linked · Computer version: AD 4, SYSVOL 3 · User: gpt.ini cannot be read · permissions inconsistent',
    );
    assert.equal(text.icon.name, 'warning');
    assert.equal(text.spoken, `Default Domain Policy, ${text.description.replaceAll(' · ', ', ')}`);
    assert.equal(contextValue('gpo', text.flags), 'groupPolicy.gpo+unlinked+disabled+mismatch+acl+default');
  });

  it('does not take a comparison that was not made for an inconsistency', () => {
    assert.equal(gpoText({ ...gpo, aclConsistent: undefined }).description, '');
  });

  it('tells enforced, disabled and broken links apart by icon and words', () => {
    const link = { gpo: gpo.id, gpoDomain: 'contoso.com', enabled: true, enforced: false };
    const texts = [
      linkText(link, 1, gpo),
      linkText({ ...link, enforced: true }, 2, gpo),
      linkText({ ...link, enabled: false }, 3, gpo),
      linkText(link, 4, undefined),
      linkText(link, 5, { ...gpo, status: 'all-disabled' }),
    ];
    assert.deepEqual(
      texts.map(({ description }) => description),
      ['1', '2 · enforced', '3 · link disabled', '4 · GPO not found', '5 · All settings disabled'],
    );
    assert.deepEqual(
      texts.map(({ icon }) => icon.name),
      ['link', 'lock', 'circle-slash', 'warning', 'link'],
    );
    assert.equal(texts[1]?.spoken, 'Default Domain Policy, link 2, enforced');
    assert.equal(contextValue('link', texts[2]?.flags ?? []), 'groupPolicy.link+disabled+notEnforced');
  });

  it('shows blocked inheritance', () => {
    const blocked = somText({ ...som, inheritanceBlocked: true });
    assert.equal(blocked.description, 'inheritance blocked');
    assert.notEqual(blocked.icon.name, somText({ ...som, inheritanceBlocked: false }).icon.name);
    assert.deepEqual(blocked.flags, [som.kind, 'blocked']);
  });
});
