import type { Steps } from '../../kernel/steps';
import type { ElementReader } from '../elementReader';
import type { ReportWords } from '../reportWords';
import { column, shown, type SectionDraft } from '../sectionDraft';

/** Advanced audit policy. SettingValue in a report: 0 none, 1 success, 2 failure, 3 both (measured; audit.csv differs). */
export function* buildAuditing(reader: ElementReader, section: SectionDraft, words: ReportWords): Steps<void> {
  const settings = reader.takeChildren('AuditSetting');
  if (settings.length === 0) return;
  section.columns(column('subcategory', words.subcategory, 3), column('setting', words.setting, 2));
  for (const setting of settings) {
    const guid = setting.text('SubcategoryGuid');
    const name = setting.text('SubcategoryName');
    const value = setting.text('SettingValue');
    const text = words.auditing[Number(value)] ?? value;
    const title = name === '' ? guid : name;
    section.row(guid === '' ? title : guid, [shown(title, guid), shown(text, value)], setting.rest());
    yield;
  }
}
