// Appointments as a calendar file (RFC 5545), by a small writer of our own: times in UTC only, lines folded at 75 octets, neutral titles, and no word
// of the notebook in it. A weekly one is written out date by date, so that it keeps its hour over a change of the clocks.
export interface Appointment {
  title: string;
  day: string; // 2026-12-01, the reader's own
  time: string; // 14:30, the reader's own
  minutes: number;
  weeks: number; // how many, one a week
}

export const neutral_titles = ['Appointment', 'Time for me', 'Call'] as const;
export const most_weeks = 26;

const escaped = (text: string): string => text.replace(/\\/g, '\\\\').replace(/;/g, '\\;').replace(/,/g, '\\,').replace(/\r?\n/g, '\\n');

// At most 75 octets a line; the next begins with a space. No letter is cut in two.
export function folded(line: string): string {
  const bytes = new TextEncoder();
  let out = '';
  let used = 0;
  for (const letter of line) {
    const size = bytes.encode(letter).length;
    if (used + size > 75) {
      out += '\r\n ';
      used = 1;
    }
    out += letter;
    used += size;
  }
  return out;
}

const utc = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
export const start_of = (one: Appointment, week: number): Date => {
  const at = new Date(`${one.day}T${one.time}:00`); // on the reader's clock
  at.setDate(at.getDate() + 7 * week);
  return at;
};

export function calendar(all: (Appointment & { id: number })[], now: Date): string {
  const events = all.flatMap((one) =>
    Array.from({ length: one.weeks }, (_, week) => {
      const at = start_of(one, week);
      return [
        'BEGIN:VEVENT',
        `UID:${one.id}-${week}-${utc(at)}@notebook.invalid`,
        `DTSTAMP:${utc(now)}`,
        `DTSTART:${utc(at)}`,
        `DTEND:${utc(new Date(at.getTime() + one.minutes * 60_000))}`,
        `SUMMARY:${escaped(one.title)}`,
        'CLASS:PRIVATE',
        'END:VEVENT',
      ];
    }).flat(),
  );
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Bowlby//notebook//EN', ...events, 'END:VCALENDAR'].map((line) => `${folded(line)}\r\n`).join('');
}

export const is_appointment = (x: Record<string, unknown>): boolean =>
  typeof x['title'] === 'string' && x['title'].length <= 80 && typeof x['day'] === 'string' && /^\d{4}-\d\d-\d\d$/.test(x['day']) && !Number.isNaN(Date.parse(x['day'])) &&
  typeof x['time'] === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(x['time']) && Number.isInteger(x['minutes']) && (x['minutes'] as number) >= 5 && (x['minutes'] as number) <= 1440 &&
  Number.isInteger(x['weeks']) && (x['weeks'] as number) >= 1 && (x['weeks'] as number) <= most_weeks;
