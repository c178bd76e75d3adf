import { languageTag } from './language';

/** What is not the same everywhere about times. */
export interface TimeSettings {
  /** IANA name; undefined for the zone of this computer. */
  readonly timeZone: string | undefined;
  /** Milliseconds since 1970. */
  now(): number;
}

let settings: TimeSettings = { timeZone: undefined, now: () => Date.now() };

/** Sets zone and clock for all times that are shown; for tests, which have to see the same words everywhere. */
export function configureTimes(changed: TimeSettings): void {
  settings = changed;
}

/** A time, ISO 8601, for people: in their zone and the language of the sentences. What is no time comes back as it is. */
export function timeText(iso: string): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return iso;
  const { timeZone } = settings;
  const form = new Intl.DateTimeFormat(languageTag(), {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  // The narrow blank before AM and PM is a box in many terminals.
  return form.format(time).replace(/\u202f/g, ' ');
}

/** {@link timeText} with the age: "Nov 23, 2026, 4:05 PM (2 hours ago)". */
export function timeWithAge(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : `${timeText(iso)} (${ageText(time - settings.now())})`;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The largest unit of which there is at least one, and how far it is used. */
const units = [
  ['minute', minute, hour],
  ['hour', hour, 2 * day],
  ['day', day, 60 * day],
  ['month', 30.44 * day, 730 * day],
  ['year', 365.25 * day, Number.POSITIVE_INFINITY],
] as const;

function ageText(difference: number): string {
  const distance = Math.abs(difference);
  if (distance < minute) return new Intl.RelativeTimeFormat(languageTag(), { numeric: 'auto' }).format(0, 'second');
  const form = new Intl.RelativeTimeFormat(languageTag());
  const [unit, length] = units.find(([, , end]) => distance < end) ?? units[4];
  return form.format(Math.trunc(difference / length), unit);
}
