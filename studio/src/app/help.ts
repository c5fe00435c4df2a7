// Logic of the help page: which country is shown first, and how old a checked-on date may be.
import type { HelpLine, HelpLines } from '../generated/api';

// "en-GB" -> "GB"; a language without a region is filled in by the browser's own table ("de" -> "DE").
export function region_of(language: string): string | undefined {
  try {
    return new Intl.Locale(language).maximize().region;
  } catch {
    return undefined;
  }
}

// Countries come as two-letter codes or as names; "any" lines are for everybody.
export function country_name(country: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  try {
    return new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country;
  } catch {
    return country;
  }
}

export function countries(lines: HelpLine[]): string[] {
  return [...new Set(lines.map((line) => line.country))].sort((a, b) => country_name(a).localeCompare(country_name(b)));
}

export function first_country(all: string[], language: string): string {
  const region = region_of(language);
  return all.find((country) => country === region || (region && country === country_name(region))) ?? '';
}

// From the notebook, where somebody may be in need, only what was checked within the bound or is for emergencies.
export const to_rely_on = (line: HelpLine, help: HelpLines, now: Date): boolean => age_of(line, help, now) === 'fresh' || /^Emergency /.test(line.name);

export type Age = 'fresh' | 'old' | 'unchecked';

export function age_of(line: HelpLine, help: HelpLines, now: Date): Age {
  const checked = Date.parse(line.checked_on);
  if (!Number.isFinite(checked) || checked > now.getTime() + 86_400_000) return 'unchecked';
  return now.getTime() - checked > help.stale_after_days * 86_400_000 ? 'old' : 'fresh';
}

export const tel = (number: string): string => `tel:${number.replace(/[^+\d]/g, '')}`;
export const day = (iso: string): string => {
  const at = new Date(`${iso}T12:00:00`);
  return Number.isNaN(at.getTime()) ? iso : at.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
};
