/**
 * A function for one that works on many: whatever is asked for in one turn of the event loop is done together.
 * @param run - Answers for each in the order it was given; where it fails, it fails for all of them.
 */
export function batched<In, Out>(run: (all: readonly In[]) => Promise<readonly Out[]>): (one: In) => Promise<Out> {
  let waiting: In[] = [];
  let answers: Promise<readonly Out[]> | undefined;

  async function runAll(): Promise<readonly Out[]> {
    await new Promise(resolve => setImmediate(resolve));
    const all = waiting;
    waiting = [];
    answers = undefined;
    return run(all);
  }

  return async one => {
    const place = waiting.push(one) - 1;
    answers ??= runAll();
    return (await answers)[place] as Out;
  };
}
