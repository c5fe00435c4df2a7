// What leaves the notebook sealed, and what comes in so: the engine does it, in the format of `age`.
import { ApiError, post } from '../lib/api';

const bytes_of = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
const base64_of = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

export const seal = async (text: string, code: string): Promise<Uint8Array<ArrayBuffer>> => bytes_of((await post<{ file: string }>('notebook/seal', { text, code })).file);
// All of the notebook, as its readable copy has it.
export const sealed_copy = async (code: string): Promise<Uint8Array<ArrayBuffer>> => bytes_of((await post<{ file: string }>('notebook/seal-copy', { code })).file);

// What one request may carry, in bytes of the file; the engine takes a megabyte of JSON.
export const most_sealed = 700_000;
export async function unseal(file: Blob, code: string): Promise<string> {
  if (file.size > most_sealed) throw new ApiError(0, [{ key: '', reason: `This file is too large to be opened here: ${most_sealed / 1000} kB are the most.`, remedy: 'The program age opens it.' }]);
  return (await post<{ text: string }>('notebook/unseal', { file: base64_of(new Uint8Array(await file.arrayBuffer())), code })).text;
}

// Twelve letters that are told apart on paper and over a phone: 60 random bits.
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export function new_code(): string {
  const drawn = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(drawn, (byte, i) => `${i && i % 4 === 0 ? '-' : ''}${letters[byte % letters.length] ?? ''}`).join('');
}
// As it was written down: small letters, other gaps, O for 0, I or L for 1.
export const read_code = (typed: string): string => {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return plain.length === 12 ? (plain.match(/.{4}/g) ?? []).join('-') : typed.trim();
};
