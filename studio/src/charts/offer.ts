import { setContext } from 'svelte';

export const offer = Symbol('pictures to take along');

// A page that lets pictures be taken along says how each is got again, one line after another.
export const offer_pictures = (again: () => string[]): void => void setContext(offer, again);
