// A setting as words that can be handed on: the link itself leads nowhere on another computer.
import { hash_of, type Place } from './link';
import { title_of } from './routes';

// Runs are kept on one computer only; their names say nothing elsewhere.
const is_run = (place: Place, key: string) => key === 'job' || (place.name === 'evidence' && (key === 'a' || key === 'b'));

export function setting_words(place: Place): string {
  const kept = [...place.setting].filter(([key, value]) => value !== '' && !is_run(place, key));
  const said = kept.map(([key, value]) => `${key.replaceAll('_', ' ')} ${value.replaceAll('_', ' ')}`).join(', ');
  return `Bowlby studio, ${title_of(place.name)}: ${said || 'as it opens'}. To see it, put this behind the address of your own studio: ${hash_of(place.name, Object.fromEntries(kept)).replace(/^#/, '/#')}`;
}
