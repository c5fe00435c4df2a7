// Whether the engine answered when it was last asked. Every page shows the one sentence about it, near the hand.
export const gone_words = { reason: 'The engine has stopped.', remedy: 'Start it and open its link.' };

class Engine {
  gone = $state(false);
}

export const engine = new Engine();
