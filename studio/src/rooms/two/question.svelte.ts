// The answer to the question before the room. It lives in this page's memory and nowhere else: not in the link, not
// in the browser's storage, not on the server. Closing the page forgets it.
class Question {
  answer = $state<'open' | 'safe' | 'unsafe'>('open');
}

export const question = new Question();
