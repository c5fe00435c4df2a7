// The least size that is worth a word, for every room: a difference below it may be sure and still be nothing that
// anybody would notice. Sureness is another question, and asked by intervals.

// In standard deviations of people, where their spread is known.
export const least_sd = 0.1;

// For what runs from 0 to 1, where a single life is laid beside itself and no spread is at hand.
export const same_within = 0.02;

export const matters = (gap: number, sd: number | null | undefined): boolean => sd == null || !(sd > 0) || Math.abs(gap) >= least_sd * sd;
