import { describe, expect, test } from 'vitest';
import { card_of, card_text, day_after, has_ended, invitation, most_phrases, new_id, phrases_to_choose, type PartnerCard } from '../../src/notebook/partner';
import { new_code, read_code } from '../../src/notebook/sealed';

const place = { worry: { mean: 3.5, error: 0.4, answered: 8 }, distance: { mean: 2.25, error: 0.4, answered: 8 } };
const card: PartnerCard = { card: new_id(), from: 'Bo', made: '2026-11-30', until: '2026-12-30', phrases: ['Wait for me.', 'Then ask.'], place, mine: true, withdrawn: false };

describe('a card for the other', () => {
  test('goes out and comes in whole, as the other’s and not as one’s own', () => {
    expect(card_of(card_text(card), '2026-12-30')).toEqual({ ...card, mine: false });
    expect(card_of(card_text({ ...card, place: null }), '2026-11-30')).toEqual({ ...card, place: null, mine: false });
    expect(card_text(card)).not.toMatch(/"mine"|answers"/);
  });
  test('has an end, after which it is not taken', () => {
    expect(day_after('2026-11-30', 90)).toBe('2027-02-28');
    expect(has_ended(card, '2026-12-30')).toBe(false);
    expect(has_ended(card, '2026-12-31')).toBe(true);
    expect(card_of(card_text(card), '2026-12-31')).toMatch(/good until 2026-12-30/);
  });
  test('that is taken back holds nothing any more, and is taken after its end, too', () => {
    const back = card_text({ ...card, withdrawn: true });
    expect(back).not.toMatch(/Wait for me|3\.5/);
    expect(card_of(back, '2027-12-31')).toMatchObject({ card: card.card, withdrawn: true, phrases: [], place: null });
  });
  test('that is none, or not whole, is refused in a sentence', () => {
    const with_what = (patch: object) => JSON.stringify({ ...JSON.parse(card_text(card)), ...patch });
    for (const text of ['', 'words', '[]', '{}', '{"bowlby_card":2}', with_what({ card: '../x' }), with_what({ from: 'x'.repeat(41) }), with_what({ until: 'soon' }), with_what({ phrases: ['x'.repeat(201)] }), with_what({ phrases: Array(most_phrases + 1).fill('x') }), with_what({ phrases: [3] }), with_what({ place: {} }), with_what({ place: { worry: { mean: 9, error: 1, answered: 8 }, distance: place.distance } }), with_what({ withdrawn: 'no' })])
      expect(typeof card_of(text, '2026-11-30'), text).toBe('string');
  });
  test('is offered sentences that ask for nothing a frightened person would have to give', () => {
    for (const words of [...phrases_to_choose, invitation]) expect(words).not.toMatch(/you must|never|always|calm me down|your fault/i);
  });
});

describe('its code', () => {
  test('is three groups of four that are read back however they were written down', () => {
    const codes = Array.from({ length: 50 }, new_code);
    for (const code of codes) {
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(read_code(` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')}`)).toBe(code);
    }
    expect(new Set(codes).size).toBe(50);
    expect(read_code('another phrase of ours')).toBe('another phrase of ours');
  });
});
