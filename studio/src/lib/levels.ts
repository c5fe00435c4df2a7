// How upset and how far drawn back, in four steps each: the same steps in every room.
export type Level = 0 | 1 | 2 | 3;

// Distress in multiples of the level below which the engine counts a person as calm.
export function calm_level(distress: number, calm_below: number): Level {
  const times = calm_below > 0 ? distress / calm_below : distress;
  return times < 1 ? 0 : times < 2 ? 1 : times < 4 ? 2 : 3;
}

// Withdrawal, 0 to 1.
export const away_level = (withdrawal: number): Level => (withdrawal < 0.1 ? 0 : withdrawal < 0.3 ? 1 : withdrawal < 0.6 ? 2 : 3);
