import type { ElementReader } from './elementReader';
import type { ReportCell, ReportDetail, ReportTone, ReportValue } from './reportDocument';
import type { ReportWords } from './reportWords';
import { shown } from './sectionDraft';

/** `true` and `false` as Yes and No; other texts as they are. */
export function yesNo(raw: string, words: ReportWords): ReportValue {
  if (raw === 'true' || raw === '1') return shown(words.yes, raw);
  if (raw === 'false' || raw === '0') return shown(words.no, raw);
  return { text: raw };
}

/** `true` and `false` as Enabled and Disabled, coloured. */
export function onOff(raw: string, words: ReportWords): ReportCell {
  if (raw === 'true' || raw === 'Enabled') return { ...shown(words.enabled, raw), tone: 'on' };
  if (raw === 'false' || raw === 'Disabled') return { ...shown(words.disabled, raw), tone: 'off' };
  if (raw === 'NotConfigured') return { ...shown(words.notConfigured, raw), tone: 'muted' };
  return { text: raw };
}

/** Allow and Deny, coloured; any case. */
export function allowDeny(raw: string, words: ReportWords): ReportCell {
  const tones: Readonly<Record<string, ReportTone>> = { allow: 'on', deny: 'off', block: 'off' };
  const tone = tones[raw.toLowerCase()];
  const text = raw === 'Allow' ? words.allow : raw === 'Deny' ? words.deny : raw;
  return tone === undefined ? { text } : { ...shown(text, raw), tone };
}

/** A trustee (elements Name and SID): by name, with the SID as the file's own text; by SID where there is no name. */
export function trusteeValue(reader: ElementReader | undefined): ReportValue {
  if (reader === undefined) return { text: '' };
  const sid = reader.text('SID');
  const name = reader.text('Name');
  return name === '' ? { text: sid } : shown(name, sid);
}

/** A named value. */
export function detail(label: string, value: ReportValue): ReportDetail {
  return { label, ...value };
}

/** A paragraph; none for an empty text. */
export function paragraph(label: string, text: string): readonly ReportDetail[] {
  return text === '' ? [] : [{ label, text, long: true }];
}

/** ISO 8601 as `2024-05-01 10:20:30`, which reads well and sorts; the file's own text stays beside it. */
export function timeValue(raw: string): ReportValue {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z?$/.exec(raw);
  return match === null ? { text: raw } : shown(`${match[1] ?? ''} ${match[2] ?? ''} UTC`, raw);
}
