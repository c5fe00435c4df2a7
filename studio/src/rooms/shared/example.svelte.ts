// Asks the engine for an example, once for each name: the rule is run again in it, so it takes up to some seconds.
import type { ExampleAnswer, ExampleName } from '../../generated/api';
import { post_scene } from '../../lib/api';

const kept = new Map<ExampleName, Promise<ExampleAnswer>>();

export function ask_example(name: ExampleName): Promise<ExampleAnswer> {
  const known = kept.get(name);
  if (known) return known;
  const asked = post_scene('example', { name });
  kept.set(name, asked);
  asked.catch(() => kept.delete(name));
  return asked;
}
